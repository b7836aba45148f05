"""`toegang who ASSET`."""

import click

from audit.cli import completing
from audit.cli.options import SHOWING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked, show
from audit.errors import Exit
from audit.questions import who


@click.command("who", epilog=example("toegang who payslips"))
@click.argument("asset", shell_complete=completing.assets)
@settings(*SHOWING)
def command(settings: Settings, asset: str) -> Exit:
    """Who reaches an asset, at which level, and which rule allows it.

    Exit code 3 when something in the asset could not be read, so that the answer may lack somebody; else 0.
    """
    return show(settings, who(hold_asked(settings), asset))
