"""`toegang validate`: is the policy right?"""

from collections.abc import Iterator

import click

from audit.cli.options import READING, example, settings
from audit.cli.settings import Settings
from audit.cli.text import plural, safe
from audit.cli.workspace import folder_of, policy_of
from audit.errors import Exit
from audit.pipeline import there
from audit.resolve.cells import cells
from policies.language import Policy
from policies.load import policy_files


@click.command("validate", epilog=example("toegang validate --policy privacy/"))
@settings(*READING)
def command(settings: Settings) -> Exit:
    """Say whether the policy is right, with every problem at its line, and what in it still waits for a decision.

    Places that an asset lies in are read by the providers that are installed. Exit code 2 when there is a problem, else 0.
    """
    policy = policy_of(settings)
    cells(policy, tuple(there()))
    if not settings.quiet:
        files = len(policy_files(folder_of(settings)))
        rules = len(policy.allow) + len(policy.forbid) + len(policy.require)
        click.echo(f"{plural(files, 'file')}, {plural(rules, 'rule')}, {plural(len(policy.assets), 'asset')}: valid")
        for line in _open(policy):
            click.echo(line)
    return Exit.COMPLIES


def _open(policy: Policy) -> Iterator[str]:
    """What nobody has decided yet: it breaks no rule of the language, and it is not done."""
    if policy.proposed:
        first, count = policy.proposed[0], plural(len(policy.proposed), "proposed rule")
        yield f"{count} still to decide, from {safe(first.id)} on ({safe(str(first.at))}): until then they allow nothing"
    ownerless = [asset for asset in policy.assets if not asset.owner]
    if ownerless:
        first_asset, count = ownerless[0], plural(len(ownerless), "asset")
        yield f"{count} without an owner, from {safe(first_asset.id)} on ({safe(str(first_asset.at))}): nobody decides about them but management"
