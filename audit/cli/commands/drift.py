"""`toegang drift`: compare two runs."""

import click

from audit.cli import completing
from audit.cli.options import COMPARING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_run, plan_of, show, store_of
from audit.errors import Exit
from audit.pipeline import drift, keep, plan_then
from audit.questions import drift_report


@click.command("drift", epilog=example("toegang drift", "toegang drift 2026-11-16T02-00-00Z latest"))
@click.argument("before", shell_complete=completing.runs, default="previous")
@click.argument("after", shell_complete=completing.runs, default="latest")
@settings(*COMPARING)
def command(settings: Settings, before: str, after: str) -> Exit:
    """Compare two runs: what changed, by cause.

    Compares the previous run with the latest, or the two that are named, each as on its own day: the
    earlier under the policy of its night, the later under the policy as it is. Exit code 1 when
    there is a new violation, 3 when something can no longer be read, else 0.
    """
    plan = plan_of(settings)
    store = store_of(settings, plan.policy)
    first, last = store.open(before), store.open(after)
    earlier, later = hold_run(settings, plan_then(plan, first), first), hold_run(settings, plan, last)
    changes = drift(earlier, later)
    if (before, after) == ("previous", "latest") and not plan.left_out:
        keep(later, changes)
    return show(settings, drift_report(earlier, later, changes))
