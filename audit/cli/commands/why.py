"""`toegang why PERSON ASSET`."""

import click

from audit.cli import completing
from audit.cli.options import SHOWING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked, show
from audit.errors import Exit
from audit.questions import why


@click.command("why", epilog=example("toegang why p21 payslips"))
@click.argument("person", shell_complete=completing.people)
@click.argument("asset", shell_complete=completing.assets)
@settings(*SHOWING)
def command(settings: Settings, person: str, asset: str) -> Exit:
    """By which paths someone reaches an asset, step by step, with the statement that gives each step.

    Exit code 3 when no path is found and something in the asset could not be read; else 0.
    """
    return show(settings, why(hold_asked(settings), person, asset))
