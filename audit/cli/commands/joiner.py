"""`toegang joiner PERSON`."""

import click

from audit.cli import completing
from audit.cli.options import ASKING, example, settings
from audit.cli.people import asked_people
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked, show
from audit.errors import Exit
from audit.people.joiner import joiners
from audit.people.joiner_paper import joiners_paper
from audit.people.whom import joining, person
from audit.questions import head_of, to_act_on


@click.command("joiner", epilog=example("toegang joiner p23", "toegang joiner --all"))
@click.argument("who", shell_complete=completing.people, metavar="PERSON", required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody whose first day lies within a month.")
@settings(*ASKING)
def command(settings: Settings, who: str | None, everybody: bool) -> Exit:
    """What somebody who joins lacks, and what is more than the role.

    PERSON is an id of the roster (p23) or an address. Access that the role gives and nobody found; agreements, trainings and a second factor that must come first;
    whatever no rule of the role gives. Exit code 1 while there is any, 3 where nobody can tell, else 0.
    """
    asked_people("joiner", who, everybody)
    held = hold_asked(settings)
    policy = held.plan.policy
    people = joining(policy, held.as_of) if who is None else (person(policy, who),)
    title = f"{who} beside the role" if who else "Who joined"
    return show(settings, to_act_on(joiners_paper(joiners(held, people), head_of(held), asked=f"{title}, as on {held.as_of}"), held))
