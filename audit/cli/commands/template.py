"""`toegang template`: drafts of agreements, filled in from the policy."""

from datetime import UTC, datetime

import click

from audit.cli import completing
from audit.cli.options import DRAFTING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import policy_of, show, wording_of
from audit.errors import Exit, UsageError
from audit.gdpr.agreements.draft import Drafter
from audit.gdpr.agreements.processing import processing_agreement
from audit.gdpr.agreements.staff import staff_agreement
from audit.plugins import nearest


@click.group("template", no_args_is_help=True, epilog=example("toegang template processing pixelwerf --format html --output draft.html"))
def command() -> None:
    """Drafts of agreements, filled in from the policy: for a lawyer to read before anybody signs."""


@command.command("processing", epilog=example("toegang template processing pixelwerf --language nl --format markdown"))
@click.argument("processor", shell_complete=completing.processors)
@settings(*DRAFTING)
def processing(settings: Settings, processor: str) -> Exit:
    """A processing agreement with a processor or sub-processor, every point of Art. 28(3) in it, with what the recorded one lacks."""
    drafter = _drafter(settings)
    party = next((each for each in drafter.policy.processors if each.id == processor), None)
    if party is None:
        known = tuple(each.id for each in drafter.policy.processors)
        raise UsageError(f"no processor is named {processor}", nearest(processor, known))
    return show(settings, processing_agreement(drafter, party))


@command.command("staff", epilog=example("toegang template staff p14", "toegang template staff --language fr --format markdown"))
@click.argument("person", shell_complete=completing.people, required=False, default="")
@settings(*DRAFTING)
def staff(settings: Settings, person: str) -> Exit:
    """An agreement with a member of staff, by number; without one, for everybody with what each role may do."""
    drafter = _drafter(settings)
    found = next((each for each in drafter.policy.people if each.id == person), None)
    if person and found is None:
        raise UsageError(f"nobody on the roster is {person}", nearest(person, tuple(each.id for each in drafter.policy.people)))
    return show(settings, staff_agreement(drafter, found))


def _drafter(settings: Settings) -> Drafter:
    policy = policy_of(settings)
    return Drafter(policy, settings.as_of or datetime.now(UTC).date(), wording_of(settings, policy))
