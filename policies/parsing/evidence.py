"""Documents, signatures, trainings, communications and reviews."""

from collections.abc import Iterator
from datetime import date

from policies.language import AccessReview, Communication, Decision, Document, LogReview, Proof, ReviewedLine
from policies.levels import NAMES, Level
from policies.parsing.values import Entry, day
from policies.yaml_nodes import Seq


def document(entry: Entry) -> Document:
    """One of `documents:`."""
    return Document(
        id=entry.id,
        at=entry.at,
        kind=entry.text("kind"),
        party=entry.text("with"),
        version=entry.text("version"),
        signed_on=entry.date("signed_on"),
        until=entry.date("until"),
        reviewed_on=entry.date("reviewed_on"),
        review_every=entry.period("review_every"),
        art28_3=entry.texts("art28_3"),
        where=entry.text("where"),
        sha256=entry.text("sha256"),
        says=entry.texts("says"),
        minutes=entry.number("minutes"),
    )


def proofs(entry: Entry) -> Iterator[Proof]:
    """One document of `signed:` or `trained:`: a proof for each person and day."""
    for person, days in entry.node.items():
        for node in days if isinstance(days, Seq) else (days,):
            on = day(node)
            if on:
                yield Proof(entry.id, str(person), on, person.place)


def communication(entry: Entry) -> Communication:
    """One of `communications:`."""
    return Communication(
        entry.id, entry.at, _when(entry), entry.text("subject"), entry.texts("to"), entry.text("how"), entry.texts("people")
    )


def log_review(entry: Entry) -> LogReview:
    """One of `log_reviews:`."""
    return LogReview(entry.text("asset"), _when(entry), entry.text("by"), entry.at, entry.text("period"), entry.text("result"))


def access_review(entry: Entry) -> AccessReview:
    """One of `access_reviews:`."""
    return AccessReview(
        period=entry.text("period"),
        date=_when(entry),
        at=entry.at,
        by=entry.texts("by"),
        snapshot=entry.text("snapshot"),
        kept=entry.number("kept"),
        removed=entry.number("removed"),
        changed=entry.number("changed"),
        open=entry.number("open"),
        assets=entry.texts("assets"),
        lines=tuple(map(_reviewed, entry.entries("lines"))),
    )


def _reviewed(entry: Entry) -> ReviewedLine:
    levels = Level.NONE
    for name in entry.texts("levels"):
        levels |= NAMES.get(name, Level.NONE)
    return ReviewedLine(
        id=entry.text("id"),
        asset=entry.text("asset"),
        subject=entry.text("subject"),
        levels=levels,
        decision=Decision(entry.text("decision")),
        decided_by=entry.text("decided_by"),
        decided_on=entry.date("decided_on") or date.min,
        at=entry.at,
        reason=entry.text("reason"),
    )


def _when(entry: Entry) -> date:
    return entry.date("date") or date.min
