"""`toegang runs`: list, verify and prune."""

from datetime import UTC, datetime

import click

from audit.cli.options import KEEPING, example, settings
from audit.cli.settings import Settings
from audit.cli.text import plural, safe
from audit.cli.workspace import policy_of, store_of
from audit.errors import Exit, UsageError
from policies.periods import Period


@click.group("runs", no_args_is_help=True, epilog=example("toegang runs list"))
def command() -> None:
    """List, verify or prune the runs in the store."""


@command.command("list", epilog=example("toegang runs list --store .toegang/runs"))
@settings(*KEEPING)
def list_runs(settings: Settings) -> Exit:
    """List the runs, oldest first."""
    found = store_of(settings).runs()
    if not settings.quiet:
        click.echo("".join(f"{safe(run)}\n" for run in found), nl=False)
    return Exit.COMPLIES


@command.command("verify", epilog=example("toegang runs verify"))
@settings(*KEEPING)
def verify(settings: Settings) -> Exit:
    """Compute every digest and the chain of runs again. Exit code 4 when something does not fit."""
    store = store_of(settings)
    problems = store.verify()
    for problem in problems:
        click.echo(safe(problem))
    if not problems and not settings.quiet:
        click.echo(f"{plural(len(store.runs()), 'run')}: every digest fits, the chain is whole")
    return Exit.FAILED if problems else Exit.COMPLIES


@command.command("prune", epilog=example("toegang runs prune --keep P90D"))
@click.option("--keep", metavar="PERIOD", help="How long to keep runs, as ISO 8601 (P90D). Default: the policy's `keep_snapshots`.")
@settings(*KEEPING)
def prune(settings: Settings, keep: str | None) -> Exit:
    """Remove the runs that are older than they may be kept: the list of who reaches what is personal data itself."""
    removed = store_of(settings).prune(_period(settings, keep), datetime.now(UTC).date())
    for run in removed if not settings.quiet else ():
        click.echo(f"removed {safe(run)}")
    return Exit.COMPLIES


def _period(settings: Settings, keep: str | None) -> Period:
    if keep is not None:
        try:
            return Period.parse(keep)
        except ValueError as error:
            raise UsageError(str(error), "write it as P90D or P13M") from error
    said = policy_of(settings).tool_as_processing
    if said is None:
        raise UsageError("the policy does not say how long runs are kept", "say it: --keep P13M, or `tool_as_processing: keep_snapshots`")
    return said.keep_snapshots
