"""Joiners and movers as papers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.errors import Exit
from audit.model.facts import Gap
from audit.model.head import Head
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Table, Tick, Tone
from audit.people.joiner import Joiner, More
from audit.people.leaver_paper import accounts_parts, opens_parts, worst
from audit.people.missing import Missing
from audit.people.mover import Mover


@dataclass(frozen=True, slots=True)
class Joiners:
    """What a script gets."""

    people: tuple[Joiner, ...]


@dataclass(frozen=True, slots=True)
class Movers:
    """What a script gets."""

    people: tuple[Mover, ...]


def joiners_paper(found: Sequence[Joiner], head: Head, *, asked: str) -> Paper:
    """The paper; of many only those who lack something, have more or can't be told about have a section."""
    parts = _parts(found, ((each, _joiner(each)) for each in found), "Nobody joined.")
    return Paper("joiner", asked, tuple(parts), Joiners(tuple(found)), head=head, exit=worst(each.exit for each in found))


def movers_paper(found: Sequence[Mover], head: Head, *, asked: str) -> Paper:
    """The paper; of many only those of whom something is left or can't be told have a section."""
    parts = _parts(found, ((each, _mover(each)) for each in found), "Nobody moved.")
    return Paper("mover", asked, tuple(parts), Movers(tuple(found)), head=head, exit=worst(each.exit for each in found))


def _parts(found: Sequence[Joiner | Mover], sections: Iterable[tuple[Joiner | Mover, Iterator[Part]]], nobody: str) -> Iterator[Part]:
    if not found:
        yield Paragraph(nobody)
    if len(found) > 1:
        states = {Exit.VIOLATIONS: "something to do", Exit.CANNOT_TELL: "can't be told"}
        yield Table(
            ("who", "roles", "state"),
            tuple((each.person, ", ".join(each.roles), states.get(each.exit, "in order")) for each in found),
            "people",
        )
    for each, parts in sections:
        if len(found) == 1 or each.exit is not Exit.COMPLIES:
            yield from parts


def _joiner(joiner: Joiner) -> Iterator[Part]:
    when = f"first day {joiner.starts}" if joiner.starts else "the policy tells no first day"
    yield Heading(f"{joiner.person}: {when}, {', '.join(joiner.roles) or 'no role'}")
    yield from accounts_parts(joiner.accounts)
    yield from _missing(joiner.missing, "To give from the first day" if joiner.waits else "Missing of what the role gives")
    if joiner.conditions:
        yield Heading(f"Before the access counts ({len(joiner.conditions)})", 3)
        yield Checklist(tuple(Tick(f"{each.words} ({each.rule})", (each.remedy,)) for each in joiner.conditions))
    yield from opens_parts(joiner.early, "Reached before the first day")
    yield from _more(joiner.more)
    if joiner.exit is Exit.COMPLIES:
        yield Paragraph("Nothing is reached before the first day." if joiner.waits else "Has what the role gives, and no more.")
    yield from _gaps(joiner.gaps)


def _mover(mover: Mover) -> Iterator[Part]:
    days = ", ".join(map(str, mover.days)) or "no change of role is in the policy"
    yield Heading(f"{mover.person}: moved on {days}; {', '.join(mover.roles) or 'no role'}" if mover.days else f"{mover.person}: {days}")
    yield from accounts_parts(mover.accounts)
    for over in mover.left:
        yield Paragraph(f"{', '.join(over.roles) or 'An earlier rule'} gave this until {over.last}, and it is still there.", Tone.WARNING)
        yield from opens_parts(over.opens, f"Should have gone on {over.last}")
    if mover.days and not mover.left:
        yield Paragraph("Nothing of an old role is left, as far as it was read.")
    yield from _missing(mover.missing, "Missing of what the new role gives")
    yield from _gaps(mover.gaps)


def _missing(found: Sequence[Missing], title: str) -> Iterator[Part]:
    if found:
        yield Heading(f"{title} ({len(found)})", 3)
        yield Checklist(tuple(Tick(_lacking(each), (f"{each.rule}: {each.sentence}",)) for each in found))


def _lacking(each: Missing) -> str:
    where = f"{each.asset}/{each.part}" if each.part else each.asset
    return f"{where}: {each.levels}" + ("" if each.known else ", perhaps: not all of it could be read")


def _more(found: Sequence[More]) -> Iterator[Part]:
    if found:
        yield Heading(f"More than the role ({len(found)})", 3)
        yield Checklist(
            tuple(Tick(f"{each.sentence} ({each.rule}{', waived' if each.waived_by else ''})", (each.remedy,)) for each in found)
        )


def _gaps(gaps: Sequence[Gap]) -> Iterator[Part]:
    if gaps:
        yield Heading(f"Not read of the assets of the role ({len(gaps)})", 3)
        yield Bullets(tuple(f"{gap.scope}: {gap.reason}" for gap in gaps))
