"""A paper with every kind of part."""

from dataclasses import dataclass

from audit.errors import Exit
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Table, Tick, Tone


@dataclass(frozen=True, slots=True)
class Body:
    person: str
    left: tuple[str, ...]


def paper(name: str = "An") -> Paper:
    return Paper(
        kind="leaver",
        title=f"What {name} still has",
        parts=(
            Heading(f"Accounts of {name}"),
            Paragraph(f"{name} left."),
            Paragraph(f"{name} can sign in.", Tone.WARNING),
            Paragraph(f"{name} was read last night.", Tone.NOTE),
            Bullets((f"{name}", "the other")),
            Checklist((Tick(f"block {name}", (f"console of {name}",)), Tick("done", done=True))),
            Table(("who", "what"), ((name, "mail"), ("bo", name)), f"List of {name}", frozenset({0})),
        ),
        body=Body("p01", (name,)),
        exit=Exit.VIOLATIONS,
    )
