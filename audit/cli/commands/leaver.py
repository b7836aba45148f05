"""`toegang leaver PERSON`."""

import click

from audit.cli import completing
from audit.cli.options import ASKING, example, settings
from audit.cli.people import asked_people, before_leaving
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked, show
from audit.errors import Exit
from audit.people.leaver import leavers
from audit.people.leaver_paper import leavers_paper
from audit.people.whom import leaving, person
from audit.questions import head_of, to_act_on


@click.command("leaver", epilog=example("toegang leaver p24", "toegang leaver --all --format markdown --output leavers.md"))
@click.argument("who", shell_complete=completing.people, metavar="PERSON", required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody who has left or is in notice.")
@settings(*ASKING)
def command(settings: Settings, who: str | None, everybody: bool) -> Exit:
    """What is left of somebody who leaves, over all providers: a list to tick.

    PERSON is an id of the roster (p24) or an address. Each line says what is left and the command or the console's place that ends it. Exit code 1
    while anything is left that should be gone by the day, 3 where nobody can tell, else 0.
    """
    asked_people("leaver", who, everybody)
    held = hold_asked(settings)
    policy = held.plan.policy
    people = leaving(policy, held.as_of) if who is None else (person(policy, who),)
    found = leavers(held, people, before_leaving(settings, held, people))
    title = f"What is left of {who}" if who else "What is left of leavers"
    return show(settings, to_act_on(leavers_paper(found, head_of(held), asked=f"{title}, as on {held.as_of}"), held))
