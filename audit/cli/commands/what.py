"""`toegang what PERSON`."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from audit.cli import completing
from audit.cli.options import SHOWING, example, settings
from audit.cli.settings import Settings
from audit.cli.text import safe
from audit.cli.workspace import hold_asked, show, wording_of
from audit.errors import Exit, UsageError
from audit.gdpr.letters.sending import Sending, appended, entry
from audit.gdpr.letters.statement import known, statement
from audit.model.reach import SubjectKind
from audit.pipeline import Held
from audit.questions import head_of, reaching, what
from policies.language import Person

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "what", epilog=example("toegang what p21", "toegang what service:shop-app", "toegang what p21 --letter --format html --output p21.html")
)
@click.argument("person", shell_complete=completing.people)
@click.option(
    "--letter", is_flag=True, help="A letter to the person, in their language: what they can reach, why, until when, what is expected."
)
@click.option("--record", type=_FILE, default=None, metavar="FILE", help="Add the sending of the letter to this file of `communications:`.")
@settings(*SHOWING)
def command(settings: Settings, person: str, letter: bool, record: Path | None) -> Exit:
    """What a person, service or other subject reaches.

    PERSON is an id of the policy (p21), a full name (service:shop-app), an address or the id of an account. Exit code 3 when
    something could not be read, so that the answer may lack an asset; else 0.
    """
    if record and not letter:
        raise UsageError("there is no letter whose sending could be kept", "add --letter")
    held = hold_asked(settings)
    return _letter(settings, held, person, record) if letter else show(settings, what(held, person))


def _letter(settings: Settings, held: Held, name: str, record: Path | None) -> Exit:
    subject, entries = reaching(held, name)
    person = next((each for each in held.plan.policy.people if subject.kind is SubjectKind.PERSON and each.id == subject.id), None)
    if person is None:
        raise UsageError(f"{subject} is no person: a letter needs a reader", "name a person of the policy")
    say = wording_of(replace(settings, language=settings.language or person.language), held.plan.policy)
    gaps = tuple((asset, gap) for asset, _, gap in held.resolved.gaps)
    made = statement(known(held.plan.policy, person, head_of(held), entries, gaps), say)
    code = show(settings, made)
    _keep(settings, held, person, f"{made.title} (run {held.run.id})", record)
    return code


def _keep(settings: Settings, held: Held, person: Person, about: str, record: Path | None) -> None:
    """The sending goes into the file that the user names; without one, the entry to add is said on standard error."""
    policy = held.plan.policy
    sending = Sending(person.id, settings.as_of or datetime.now(UTC).date(), about)
    if record is None:
        if not settings.quiet:
            click.echo(f"When it is sent, add to `communications:` (or give --record FILE):\n  {safe(entry(policy, sending))}", err=True)
        return
    try:
        text = record.read_text("utf-8") if record.exists() else ""
        record.write_text(appended(text, record.name, policy, sending), "utf-8")
    except OSError as error:
        raise UsageError(f"{record} can't be written: {error.strerror}", "name another file: --record FILE") from error
