"""`toegang collect`: take a run."""

from datetime import UTC, datetime
from importlib.metadata import version

import click

from audit.cli.options import COLLECTING, example, settings
from audit.cli.progress import progress
from audit.cli.settings import Settings
from audit.cli.text import plural, safe
from audit.cli.workspace import plan_of, store_of
from audit.errors import Exit
from audit.model.facts import CoverageStatus
from audit.pipeline import Plan
from audit.pipeline import collect as collected
from audit.plugins import PACKAGE
from audit.runs.run import Run


@click.command("collect", epilog=example("toegang collect --provider aws", "toegang collect --full"))
@click.option("--afresh", is_flag=True, help="Begin anew, not where a collection that was cut short within the last day had come.")
@click.option("--full", is_flag=True, help="Read everything again, not only what changed since the last run.")
@settings(*COLLECTING)
def command(settings: Settings, afresh: bool, full: bool) -> Exit:
    """Take a run: read the real permissions, and only read.

    What could not be read is kept in the run as a gap, with the permission that is missing; `toegang check` counts it.
    """
    plan = plan_of(settings)
    run = take(settings, plan, afresh=afresh, full=full)
    if not settings.quiet:
        _tell(plan, run)
    return Exit.COMPLIES


def take(settings: Settings, plan: Plan, *, afresh: bool = False, full: bool = False) -> Run:
    """Takes a run now, with progress on standard error."""
    now = datetime.now(UTC).replace(microsecond=0)

    def resumed(chapters: int, begun: datetime) -> None:
        if not settings.quiet:
            had = f"going on where the collection begun on {begun:%Y-%m-%d at %H:%M} UTC was cut short"
            click.echo(f"{had}: {plural(chapters, 'chapter')} read then and kept; --afresh begins anew", err=True)

    with progress("reading permissions", settings.quiet) as tell:
        store = store_of(settings, plan.policy)
        return collected(plan, store, now, version(PACKAGE), tell, afresh=afresh, full=full, resumed=resumed, count=tell.count)


def _tell(plan: Plan, run: Run) -> None:
    gaps = sum(1 for _ in run.gaps())
    dark = sum(each.status != CoverageStatus.COMPLETE for each in run.coverage())
    click.echo(f"run {safe(run.id)}: read {', '.join(provider.name for provider in plan.providers)}")
    if gaps or dark:
        click.echo(f"not everything could be read: {plural(gaps, 'gap')}, {plural(dark, 'surface')} not whole; toegang check names them")
    if plan.left_out:
        click.echo(f"left out as asked: {safe(', '.join(sorted(plan.left_out)))}")
