"""`toegang breach ASSET --from --to`."""

from datetime import datetime

import click

from audit.cli import completing
from audit.cli.options import DAY, WRITING, example, settings
from audit.cli.progress import progress
from audit.cli.settings import Settings
from audit.cli.workspace import plan_of, show, store_of, wording_of
from audit.errors import Exit, UsageError
from audit.gdpr.breach import Window, paper, scope


def _moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--aware: {value} is no moment", "write the day, the time and the offset: 2026-11-16T09:30+01:00") from error
    if moment.tzinfo is None:
        raise UsageError(f"--aware: {value} does not say in which time zone", "add the offset: 2026-11-16T09:30+01:00, or Z for UTC")
    return moment


@click.command(
    "breach",
    epilog=example(
        "toegang breach payslips --from 2026-11-01 --to 2026-11-14",
        "toegang breach payslips --from 2026-11-01 --to 2026-11-14 --aware 2026-11-16T09:30+01:00 --format html --output breach.html",
    ),
)
@click.argument("asset", shell_complete=completing.assets)
@click.option("--from", "first", type=DAY, required=True, metavar="DATE", help="The first day that it may have lasted, in UTC.")
@click.option("--to", "last", type=DAY, required=True, metavar="DATE", help="The last day, inclusive.")
@click.option("--aware", callback=_moment, metavar="MOMENT", help="When you became aware of it, with the offset: starts the 72 hours.")
@settings(*WRITING)
def command(settings: Settings, asset: str, first: datetime, last: datetime, aware: datetime | None) -> Exit:
    """Who could have reached an asset over some days, at which level and by which path; and what Art. 33(3) asks for.

    Looks at every run of these days and at the last one before them, each under the policy of its night. It says who could, never who did.
    Exit code 3 when a day has no run, something of the asset was not read or the runs are not as they were written; else 0.
    """
    if last < first:
        raise UsageError(
            f"--to {last:%Y-%m-%d} lies before --from {first:%Y-%m-%d}", "name the first day with --from and the last with --to"
        )
    plan = plan_of(settings)
    with progress("looking at each night", settings.quiet):
        found = scope(plan, store_of(settings, plan.policy), asset, Window(first.date(), last.date()), aware)
    return show(settings, paper(found, plan.policy, wording_of(settings, plan.policy)))
