"""A preview as a paper: for whoever decides about a change of the policy, by cause."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from audit.errors import Exit
from audit.gdpr.access import able, levels, who
from audit.model.head import Head
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from audit.model.reach import SubjectKind
from audit.preview.body import Accepted, Effect, PolicyChange, Preview, Violation
from audit.preview.words import by_key, lines, title
from audit.saying import severity_word
from policies.language import Policy, Severity
from policies.wording import Wording, msg

_KINDS = frozenset(SubjectKind)


class FailOn(StrEnum):
    """What ends with exit code 1: each asks for more than the one before."""

    VIOLATIONS = "violations"  # somebody newly violates
    ALLOWED = "allowed"  # or newly may, or is no longer looked at
    LOOSER = "looser"  # or the policy lets more than before, whether anybody uses it or not


def preview_paper(found: Preview, policy: Policy, head: Head, fail_on: FailOn, say: Wording) -> Paper:
    """The paper, with the exit code that it deserves."""
    parts = (
        *_summary(found, head, say),
        *_changes(found, policy, say),
        *_violations(found.new, say("New violations"), say),
        *_violations(found.unknown, say("Nobody can tell any more"), say),
        *_accepted(found.allowed, say("Newly allowed"), say),
        *_accepted(found.unseen, say("No longer looked at"), say),
        *_violations(found.hidden, say("Findings that are not put right, and no longer looked for"), say),
        *_violations(found.gone, say("No longer a violation"), say),
        *_violations(found.moved, say("Still a violation, told by another rule"), say),
        *_violations(found.notices, say("To know"), say),
        *_dark(found, say),
    )
    return Paper("preview", say("What the change of the policy does"), parts, found, say.language, head, exit_of(found, fail_on))


def exit_of(found: Preview, fail_on: FailOn) -> Exit:
    """1 for what the command was told to fail on; 3 when something that the change can matter for was not read, or is no longer looked at; else 0."""
    allowed = found.allowed or found.unseen or found.hidden
    looser = any(change.effect in (Effect.LOOSER, Effect.BOTH) for change in found.changes)
    match fail_on:
        case FailOn.VIOLATIONS:
            fails = bool(found.new)
        case FailOn.ALLOWED:
            fails = bool(found.new or allowed)
        case FailOn.LOOSER:
            fails = bool(found.new or allowed or looser)
    if fails:
        return Exit.VIOLATIONS
    return Exit.CANNOT_TELL if found.unknown or found.dark or found.unseen or found.hidden else Exit.COMPLIES


def _summary(found: Preview, head: Head, say: Wording) -> Iterator[Part]:
    yield Paragraph(
        say(
            "The same run is held against two policies, as on {day}: {base} ({before}), and the policy as it is now ({after}).",
            day=head.as_of,
            base=found.base,
            before=found.base_digest[:8],
            after=found.digest[:8],
        ),
        Tone.NOTE,
    )
    if not found.changes:
        yield Paragraph(say("Both policies say the same: nothing changes."))
        yield _overview(found, say)
        return
    new, unsure = len(found.new), len(found.unknown)
    yield Paragraph(say.many("{count} new violation.", "{count} new violations.", new), Tone.WARNING if new else Tone.PLAIN)
    if unsure or found.dark or found.unseen or found.hidden:
        yield Paragraph(
            say("Not all that the change can matter for was read, or is looked at any more: see below what nobody can tell."), Tone.WARNING
        )
    told = (
        say.many("{count} reach is newly allowed", "{count} reaches are newly allowed", len(found.allowed)),
        say.many("{count} reach is no longer looked at", "{count} reaches are no longer looked at", len(found.unseen)),
        say.many("{count} finding is no longer a violation", "{count} findings are no longer violations", len(found.gone)),
    )
    yield Bullets(told)
    yield _overview(found, say)


def _overview(found: Preview, say: Wording) -> Table:
    """Each change on a line: which way it goes, and what it does on the run."""
    columns = (
        say("change of the policy"),
        say("what it does"),
        say("new violations"),
        say("newly allowed"),
        say("no longer looked at"),
        say("no longer a violation"),
    )
    rows: tuple[tuple[Violation | Accepted, ...], ...] = (found.new, found.allowed, (*found.unseen, *found.hidden), found.gone)
    lines = tuple((title(each, say), say(_EFFECTS[each.effect]), *(str(_by(each, told)) for told in rows)) for each in found.changes)
    return Table(columns, lines, say("Changes of the policy"))


_EFFECTS = {
    Effect.LOOSER: msg("lets more"),
    Effect.STRICTER: msg("lets less"),
    Effect.BOTH: msg("lets more and less"),
    Effect.OTHER: msg("may matter"),
    Effect.NONE: msg("gives nobody more or less"),
}


def _by(change: PolicyChange, rows: Sequence[Violation | Accepted]) -> int:
    """How many rows a change is behind."""
    return sum(change.key in row.causes for row in rows)


def _changes(found: Preview, policy: Policy, say: Wording) -> Iterator[Part]:
    telling = [change for change in found.changes if change.effect is not Effect.NONE]
    if telling:
        yield Heading(say("Changes of the policy ({count})", count=len(telling)))
    for change in telling:
        yield Heading(title(change, say), 3)
        yield Bullets((*lines(change, policy, say, len(policy.assets)), *_effects(change, found, say)))
    if quiet := [change for change in found.changes if change.effect is Effect.NONE]:
        yield Heading(say("Changes that give nobody more or less ({count})", count=len(quiet)))
        yield Bullets(tuple(title(change, say) for change in quiet))


def _effects(change: PolicyChange, found: Preview, say: Wording) -> Iterator[str]:
    """What it does on the run: counted, and said where it is nothing."""
    counted = (
        (_by(change, found.new), say.many("{count} new violation", "{count} new violations", _by(change, found.new))),
        (
            _by(change, found.unknown),
            say.many("{count} thing that nobody can tell", "{count} things that nobody can tell", _by(change, found.unknown)),
        ),
        (_by(change, found.allowed), say.many("{count} reach newly allowed", "{count} reaches newly allowed", _by(change, found.allowed))),
        (
            _by(change, found.unseen),
            say.many("{count} reach no longer looked at", "{count} reaches no longer looked at", _by(change, found.unseen)),
        ),
        (
            _by(change, found.hidden),
            say.many("{count} finding no longer looked for", "{count} findings no longer looked for", _by(change, found.hidden)),
        ),
        (
            _by(change, found.gone),
            say.many("{count} finding no longer a violation", "{count} findings no longer violations", _by(change, found.gone)),
        ),
        (
            _by(change, found.moved),
            say.many("{count} finding told by another rule", "{count} findings told by another rule", _by(change, found.moved)),
        ),
    )
    told = [words for count, words in counted if count]
    dark = dict.fromkeys(each.asset for each in found.dark if each.asset in change.about)
    if told:
        yield say("on this run: {told}", told="; ".join(told))
    elif change.effect in (Effect.LOOSER, Effect.BOTH):
        yield say("it lets more than before; nobody uses it on this run, as far as it was read")
    else:
        yield say("on this run it changes nothing")
    if dark:
        yield say("not all of {assets} was read: somebody may be missing here", assets=say.both(dark))


def _violations(rows: Sequence[Violation], named: str, say: Wording) -> Iterator[Part]:
    if rows:
        yield Heading(f"{named} ({len(rows)})")
        columns = (say("who or what"), say("asset"), say("can"), say("rule"), say("severity"), say("what it says"), say("by which change"))
        yield Table(columns, tuple(_violation(row, say) for row in sorted(rows, key=_by_cause)), named)


def _violation(row: Violation, say: Wording) -> tuple[str, ...]:
    rule = f"{row.rule} ({row.place})" if row.place else row.rule
    told = say("{sentence} (waiver {waiver})", sentence=row.sentence, waiver=row.waived_by) if row.waived_by else row.sentence
    return (
        _who(row.subject, say),
        row.asset,
        levels(say, row.levels),
        rule,
        severity_word(Severity(row.severity), say),
        told,
        by_key(row.causes, say),
    )


def _accepted(rows: Sequence[Accepted], named: str, say: Wording) -> Iterator[Part]:
    if rows:
        yield Heading(f"{named} ({len(rows)})")
        columns = (say("who or what"), say("asset"), say("can"), say("allowed by"), say("by which change"))
        yield Table(columns, tuple(_reach(row, say) for row in sorted(rows, key=_by_cause)), named)


def _reach(row: Accepted, say: Wording) -> tuple[str, ...]:
    subject = _who(row.subject, say)
    if row.was:
        subject = say("{who} (was: {was})", who=subject, was=_who(row.was, say))
    by = ", ".join((*row.rules, *([say("waiver {id}", id=row.waived_by)] if row.waived_by else [])))
    asset = f"{row.asset} ({row.part})" if row.part else row.asset
    return subject, asset, able(say, row.verdict, row.levels, (row.condition,)), by, by_key(row.causes, say)


def _by_cause(row: Violation | Accepted) -> tuple[str, ...]:
    return (*row.causes, row.asset, row.subject)


def _who(subject: str, say: Wording) -> str:
    kind, _, name = subject.partition(":")
    return who(say, kind, name) if kind in _KINDS else subject


def _dark(found: Preview, say: Wording) -> Iterator[Part]:
    if found.dark:
        yield Heading(say("What was not read of what the change can matter for ({count})", count=len(found.dark)))
        yield Bullets(tuple(f"{each.asset}: {each.gap.scope}: {each.gap.reason}" for each in found.dark))
