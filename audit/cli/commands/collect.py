"""`toegang collect`: take a run."""

from datetime import UTC, datetime
from importlib.metadata import version

import click

from audit.cli.options import COLLECTING, Settings, example, settings
from audit.cli.progress import progress
from audit.cli.text import plural, safe
from audit.cli.workspace import plan_of, store_of
from audit.errors import Exit
from audit.model.facts import CoverageStatus
from audit.pipeline import Plan
from audit.pipeline import collect as collected
from audit.plugins import PACKAGE
from audit.runs.run import Run


@click.command("collect", epilog=example("toegang collect --provider aws"))
@settings(*COLLECTING)
def command(settings: Settings) -> Exit:
    """Take a run: read the real permissions, and only read.

    What could not be read is kept in the run as a gap, with the permission that is missing; `toegang check` counts it.
    """
    plan = plan_of(settings)
    run = take(settings, plan)
    if not settings.quiet:
        _tell(plan, run)
    return Exit.COMPLIES


def take(settings: Settings, plan: Plan) -> Run:
    """Takes a run now, with progress on standard error."""
    now = datetime.now(UTC).replace(microsecond=0)
    with progress("reading permissions", settings.quiet) as tell:
        return collected(plan, store_of(settings, plan.policy), now, version(PACKAGE), tell)


def _tell(plan: Plan, run: Run) -> None:
    gaps = sum(1 for _ in run.gaps())
    dark = sum(each.status != CoverageStatus.COMPLETE for each in run.coverage())
    click.echo(f"run {safe(run.id)}: read {', '.join(provider.name for provider in plan.providers)}")
    if gaps or dark:
        click.echo(f"not everything could be read: {plural(gaps, 'gap')}, {plural(dark, 'surface')} not whole; toegang check names them")
    if plan.left_out:
        click.echo(f"left out as asked: {safe(', '.join(sorted(plan.left_out)))}")
