"""Papers to lay out."""

from datetime import date

from audit.model.finding import FindingKind, Outcome
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Table, Tick, Tone
from audit.notify.digest import Digest, NewByCause, Told
from policies.language import About, Severity


def digest(name: str = "p17") -> Digest:
    told = Told(
        "f1",
        "F1",
        FindingKind.FORBIDDEN,
        Outcome.VIOLATION,
        Severity.HIGH,
        "orders",
        f"{name} reads",
        f"stop {name}",
        "p17",
        date(2026, 11, 2),
    )
    return Digest(
        reader="p17",
        about=About.OWN,
        organisation=name,
        run="2026-11-02T02-00-00Z",
        as_of=date(2026, 11, 2),
        since="2026-11-01T02-00-00Z",
        assets=(),
        open=(("high", 1),),
        new_counts=(("high", 1),),
        new=(NewByCause("grant", f"{name} was added", (told,)),),
        overdue=(),
        ends=(),
        left_behind=(),
        dark=(),
        no_longer_read=(name,),
        gone=0,
        instead_of=(),
        left_out=(),
    )


def paper(name: str = "An", many: int = 1, language: str = "en") -> Paper:
    return Paper(
        kind="digest",
        title=f"Access: {name}",
        parts=(
            Paragraph(f"About {name}."),
            Paragraph(f"{name} has left", Tone.WARNING),
            Heading("New"),
            Checklist((Tick(f"{name} reads orders", (f"stop {name}",)),) * many),
            Bullets((f"{name} ends",)),
            Table(("a", "b"), ((name, ""), ("x", name))),
            Paragraph("From a run.", Tone.NOTE),
        ),
        body=digest(name),
        language=language,
    )
