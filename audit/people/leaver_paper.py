"""Leavers as a paper: what to end, where, by when; what it still opens; what nobody can tell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from audit.errors import Exit
from audit.model.facts import Verdict
from audit.model.head import Head
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Table, Tick, Tone
from audit.model.residual import UNLISTED, Residual, ResidualKind, Unseen
from audit.people.accounts import Accounts
from audit.people.leaver import Due, Leaver
from audit.people.opens import Opened
from audit.resolve.closure import standing

_TITLES = {
    ResidualKind.SIGN_IN: "Can sign in",
    ResidualKind.SECRET: "Keys and passwords",
    ResidualKind.APPLICATION: "Applications that were let in",
    ResidualKind.ADMINISTRATION: "Roles over others",
    ResidualKind.GROUP: "Groups",
    ResidualKind.OWNERSHIP: "Groups and applications that they own",
    ResidualKind.POLICY: "Policies",
    ResidualKind.GRANT: "Given to them",
    ResidualKind.FORWARDING: "Mail that goes on",
    ResidualKind.DELEGATE: "Others in their mailbox and calendar",
    ResidualKind.OWNED: "Theirs",
    ResidualKind.SHARED: "Of theirs, shared with others",
    ResidualKind.GUEST: "Guests",
    ResidualKind.KNOWN_SECRET: "Secrets that they know",
    ResidualKind.HANDOVER: "What they answer for",
}
_STATUSES = {"disabled": "switched off", UNLISTED: "on no list that was read"}


@dataclass(frozen=True, slots=True)
class Leavers:
    """What a script gets."""

    people: tuple[Leaver, ...]


def leavers_paper(found: Sequence[Leaver], head: Head, *, asked: str) -> Paper:
    """The paper; of many only those of whom something is left or can't be told have a section."""
    shown = found if len(found) == 1 else [each for each in found if each.exit is not Exit.COMPLIES or each.notice]
    parts = [part for each in shown for part in _sections(each)]
    if len(found) > 1:
        parts = [_overview(found), *parts]
    return Paper(
        "leaver",
        asked,
        tuple(parts) or (Paragraph("Nobody has left, and nobody is in notice."),),
        Leavers(tuple(found)),
        head=head,
        exit=worst(each.exit for each in found),
    )


def worst(exits: Iterable[Exit]) -> Exit:
    """The exit code of many: what is wrong comes before what nobody can tell."""
    said = set(exits)
    return next((one for one in (Exit.VIOLATIONS, Exit.CANNOT_TELL) if one in said), Exit.COMPLIES)


def _overview(found: Sequence[Leaver]) -> Table:
    rows = tuple(
        (
            each.person,
            str(each.ends or "-"),
            str(len(each.accounts.joined)),
            str(sum(one.late for one in each.left)),
            str(len(each.opens)),
            _state(each),
        )
        for each in found
    )
    return Table(("who", "last day", "accounts", "to end now", "assets open", "state"), rows, "leavers")


def _state(leaver: Leaver) -> str:
    if leaver.notice and leaver.exit is Exit.COMPLIES:
        return "can copy in bulk" if leaver.copies else "still works here"
    return {Exit.VIOLATIONS: "something is left", Exit.CANNOT_TELL: "can't be told"}.get(leaver.exit, "nothing is left")


def _sections(leaver: Leaver) -> Iterator[Part]:
    yield Heading(f"{leaver.person}: {_when(leaver)}")
    yield from accounts_parts(leaver.accounts)
    if leaver.copies:
        yield Heading(f"Can copy in bulk until then ({len(leaver.copies)}): take it away, or confirm it", 3)
        yield Bullets(leaver.copies)
    if not leaver.left:
        yield Paragraph("Nothing is left, as far as it was read.")
    for kind, title in _TITLES.items():
        some = [each for each in leaver.left if each.left.kind is kind]
        if some:
            yield Heading(f"{title} ({len(some)})", 3)
            yield Checklist(tuple(map(_tick, some)))
    yield from opens_parts(leaver.opens, "What it still opens")
    yield from unseen_parts(leaver.unseen)


def _when(leaver: Leaver) -> str:
    if leaver.ends is None:
        said = "in notice" if leaver.status == "notice" else "still works here" if leaver.notice else "left"
        return f"{said}, and the policy tells no last day"
    if leaver.notice:
        return f"last day {leaver.ends}, not over yet"
    return f"last day {leaver.ends}"


def _tick(each: Due) -> Tick:
    left = each.left
    ends = f"; ends by itself after {left.until}" if left.until else ""
    back = "; comes back when the account is switched on" if left.revives else ""
    due = f"; by {each.by}" if each.by and not each.late else ""
    return Tick(f"{left.provider}: {left.words}{_how(left)}{ends}{back}{due}", (left.end,))


def _how(left: Residual) -> str:
    """How sure it is, and under what condition it holds."""
    match standing(left.verdict, left.condition):
        case Verdict.YES:
            return ""
        case Verdict.IF:
            return f", on the condition: {left.condition}" if left.condition else ", under a condition"
        case Verdict.UNKNOWN:
            return f", perhaps: {left.condition}" if left.condition else ", perhaps"
        case other:
            assert_never(other)


def accounts_parts(accounts: Accounts) -> Iterator[Part]:
    """The accounts with the reason for each, and those that may be theirs too."""
    if not accounts.joined:
        yield Paragraph("No account joins to them.", Tone.NOTE)
    else:
        yield Bullets(
            tuple(f"{each.name} ({each.provider}, {_STATUSES.get(each.status, each.status)}): {each.why}" for each in accounts.joined)
        )
    for each in accounts.doubtful:
        yield Paragraph(
            f"{each.name} ({each.provider}) may be theirs: {each.why}. Name it under `accounts:` of whom it belongs to.", Tone.WARNING
        )


def opens_parts(opens: Iterable[Opened], title: str) -> Iterator[Part]:
    """The assets that are reached, each with its first way."""
    told = tuple(opens)
    if told:
        yield Heading(f"{title} ({len(told)})", 3)
        yield Bullets(tuple(f"{_asset(each)}: {_level(each)}{_sure(each)}, by {_way(each)}" for each in told))


def _asset(each: Opened) -> str:
    return f"{each.asset}/{each.part}" if each.part else each.asset


def _level(each: Opened) -> str:
    return f"{each.levels} (latent)" if each.latent else each.levels


def _sure(each: Opened) -> str:
    """How sure, where it is no plain yes."""
    return "" if each.verdict == Verdict.YES else f" ({each.verdict}: {each.condition})" if each.condition else f" ({each.verdict})"


def _way(each: Opened) -> str:
    more = f" (and {each.ways - 1} more)" if each.ways > 1 else ""
    return " → ".join(each.path) + more


def unseen_parts(unseen: Sequence[Unseen]) -> Iterator[Part]:
    """What can't be told, and where to look."""
    dark = [each for each in unseen if each.surface]
    if dark:
        yield Heading(f"Nobody can tell ({len(dark)})", 3)
        yield Bullets(tuple(f"{each.provider} {each.surface}, {each.status}: {each.shows}. Look: {each.where}" for each in dark))
    by_hand = [each for each in unseen if not each.surface]
    if by_hand:
        yield Heading(f"To look at by hand: nothing that is read shows it ({len(by_hand)})", 3)
        yield Checklist(tuple(Tick(f"{each.shows} ({each.provider})", (each.where,)) for each in by_hand))
