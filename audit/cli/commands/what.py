"""`toegang what PERSON`."""

import click

from audit.cli.options import ASKING, Settings, example, settings
from audit.cli.workspace import hold_asked, show
from audit.errors import Exit
from audit.questions import what


@click.command("what", epilog=example("toegang what p21", "toegang what service:shop-app"))
@click.argument("person")
@settings(*ASKING)
def command(settings: Settings, person: str) -> Exit:
    """What a person, service or other subject reaches.

    PERSON is an id of the policy (p21), a full name (service:shop-app), an address or the id of an account. Exit code 3 when
    something could not be read, so that the answer may lack an asset; else 0.
    """
    return show(settings, what(hold_asked(settings), person))
