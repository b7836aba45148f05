"""`toegang validate`: is the policy right?"""

import click

from audit.cli.options import READING, Settings, example, settings
from audit.cli.text import plural
from audit.cli.workspace import folder_of, policy_of
from audit.errors import Exit
from audit.pipeline import there
from audit.resolve.cells import cells
from policies.load import policy_files


@click.command("validate", epilog=example("toegang validate --policy privacy/"))
@settings(*READING)
def command(settings: Settings) -> Exit:
    """Say whether the policy is right, with every problem at its line.

    Places that an asset lies in are read by the providers that are installed. Exit code 2 when there is a problem, else 0.
    """
    policy = policy_of(settings)
    cells(policy, tuple(there()))
    if not settings.quiet:
        files = len(policy_files(folder_of(settings)))
        rules = len(policy.allow) + len(policy.forbid) + len(policy.require)
        click.echo(f"{plural(files, 'file')}, {plural(rules, 'rule')}, {plural(len(policy.assets), 'asset')}: valid")
    return Exit.COMPLIES
