"""`toegang check`: hold a run against the policy."""

import click

from audit.cli.commands.collect import take
from audit.cli.options import SHOWING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_run, plan_of, show, store_of, wants_overview
from audit.errors import Exit, UsageError
from audit.overview.nights import known_before
from audit.overview.whole import whole_report
from audit.pipeline import keep
from audit.questions import check_report


@click.command(
    "check",
    epilog=example(
        "toegang check --collect",
        "toegang check --run 2026-11-23T02-00-00Z --json --output check.json",
        "toegang check --format table --format sarif --output check.sarif --format html --output report.html",
    ),
)
@click.option("--collect", is_flag=True, help="Take a new run first.")
@settings(*SHOWING)
def command(settings: Settings, collect: bool) -> Exit:
    """Hold a run against the policy: what is not as it says.

    Looks at the newest run in the store, or at a new one with --collect. Exit code 1 for violations, 3 when something that
    matters could not be read and no violation is known, 0 when all is as the policy says.
    """
    if collect and settings.run != "latest":
        raise UsageError("--collect takes a new run, --run names an old one", "leave one of them out")
    plan = plan_of(settings)
    store = store_of(settings, plan.policy)
    run = take(settings, plan) if collect else store.open(settings.run)
    held = hold_run(settings, plan, run, settings.as_of)
    if not settings.as_of and not plan.left_out:
        keep(held)
    if wants_overview(settings):
        return show(settings, whole_report(held, store))
    return show(settings, check_report(held, *known_before(store, run.id)))
