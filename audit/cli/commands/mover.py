"""`toegang mover PERSON`."""

import click

from audit.cli import completing
from audit.cli.options import ASKING, example, settings
from audit.cli.people import asked_people
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked, show
from audit.errors import Exit
from audit.people.joiner_paper import movers_paper
from audit.people.mover import movers
from audit.people.whom import moving, person
from audit.questions import head_of, to_act_on


@click.command("mover", epilog=example("toegang mover p18", "toegang mover --all"))
@click.argument("who", shell_complete=completing.people, metavar="PERSON", required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody whose roles changed within the last year.")
@settings(*ASKING)
def command(settings: Settings, who: str | None, everybody: bool) -> Exit:
    """What of an old role somebody who moved still has, per path, with the day it should have gone.

    PERSON is an id of the roster (p18) or an address. Exit code 1 while anything is left, 3 where nobody can tell, else 0.
    """
    asked_people("mover", who, everybody)
    held = hold_asked(settings)
    policy = held.plan.policy
    people = moving(policy, held.as_of) if who is None else (person(policy, who),)
    title = f"What of an old role {who} still has" if who else "Who moved"
    return show(settings, to_act_on(movers_paper(movers(held, people), head_of(held), asked=f"{title}, as on {held.as_of}"), held))
