"""`toegang permissions PROVIDER`: what to grant the audit."""

import click

from audit import plugins
from audit.cli import completing
from audit.cli.options import example
from audit.errors import Exit


@click.command("permissions", epilog=example("toegang permissions aws > audit-policy.json"))
@click.argument("provider", shell_complete=completing.providers)
def command(provider: str) -> Exit:
    """Print the least-privilege policy to grant the audit, made from the list of calls that it can make."""
    click.echo(plugins.provider(provider).permissions().rstrip("\n"))
    return Exit.COMPLIES
