"""`toegang register`: the record of processing activities, who has access to health data, what ends."""

from datetime import UTC, date, datetime

import click

from audit.check.world import see
from audit.cli.options import REGISTERING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked, policy_of, show, wording_of
from audit.errors import Exit, UsageError
from audit.gdpr.agreements.paper import agreements_paper
from audit.gdpr.register.health_paper import health_paper
from audit.gdpr.register.paper import register_paper
from audit.model.paper import Paper
from audit.questions import head_of
from policies.periods import Period

ACTIVITIES, HEALTH, AGREEMENTS = "activities", "health", "agreements"
_USUAL = Period(days=90)


@click.command(
    "register",
    epilog=example(
        "toegang register --format xlsx --output register.xlsx",
        "toegang register health --language nl",
        "toegang register agreements --within P6M",
    ),
)
@click.argument("which", type=click.Choice((ACTIVITIES, HEALTH, AGREEMENTS)), default=ACTIVITIES)
@click.option("--within", metavar="PERIOD", help="With `agreements`: how far ahead to look, as ISO 8601. Default: P90D.")
@settings(*REGISTERING)
def command(settings: Settings, which: str, within: str | None) -> Exit:
    """Print the record of processing activities, or a list that belongs with it.

    activities: the record itself (Art. 30), in the layout of the Belgian authority's model, with what is missing.

    health: who has access to health, genetic and biometric data, by the rules and by a run (act of 30 July 2018).

    agreements: what ends, falls due or is lacking: agreements, signatures, trainings, rules, waivers.

    Exit code 1 when something that the law asks for is missing, over or not decided; 3 when a run leaves it open; else 0.
    """
    if within is not None and which != AGREEMENTS:
        raise UsageError(f"--within says how far ahead to look, and {which} looks at one day", "leave it out, or ask for agreements")
    return show(settings, _paper(settings, which, _period(within)))


def _paper(settings: Settings, which: str, within: Period) -> Paper:
    if which == HEALTH:
        held = hold_asked(settings)
        world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
        return health_paper(world, head_of(held), wording_of(settings, held.plan.policy))
    policy = policy_of(settings)
    say, today = wording_of(settings, policy), settings.as_of or _today()
    return agreements_paper(policy, today, within, say) if which == AGREEMENTS else register_paper(policy, today, say)


def _period(text: str | None) -> Period:
    try:
        return Period.parse(text) if text is not None else _USUAL
    except ValueError as error:
        raise UsageError(str(error), "write it as P90D or P6M") from error


def _today() -> date:
    return datetime.now(UTC).date()
