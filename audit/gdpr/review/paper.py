"""The review pack as a paper for the owner, and what came back of it."""

from collections.abc import Iterator

from audit.errors import Exit
from audit.gdpr.access import who
from audit.gdpr.review.body import Counted, Decisions, Fault, Why, body
from audit.gdpr.review.lines import Line, Pack
from audit.gdpr.review.tables import DECISIONS, can, tables, way
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from audit.renaming import renamed
from policies.language import Decision, Policy
from policies.wording import Wording, msg

_FAULTS = {
    Why.OPEN: (msg("nothing was decided"), msg("have it decided by {told}")),
    Why.UNKNOWN_LINE: (msg("no line of this pack has this id"), msg("leave the first column as it is")),
    Why.STRAY_ROW: (msg("a row that is no line of the pack"), msg("take it out; remarks go under reason")),
    Why.TWICE: (msg("the line stands there twice"), msg("keep one of them")),
    Why.CHANGED: (msg("a cell was changed that is not to be filled in: {told}"), msg("put back what the pack says")),
    Why.NO_SUCH_DECISION: (msg("no decision: {told}"), msg("write {words}")),
    Why.NO_REASON: (msg("a removal without a reason"), msg("say why, for whoever has to undo it")),
    Why.LONG_REASON: (msg("the reason is too long"), msg("keep it under 2000 characters")),
    Why.NO_DECIDER: (msg("nobody has decided it"), msg("write who did: {told}")),
    Why.UNKNOWN_DECIDER: (msg("the policy does not know {told}"), msg("write the number or address of a person")),
    Why.DECIDER_GAINS: (msg("decided by the one who has the access"), msg("have it decided by {told}")),
    Why.NOT_ENTITLED: (msg("decided by somebody who may not"), msg("have it decided by {told}")),
    Why.NO_DAY: (msg("no day on which it was decided: {told}"), msg("write the day as 2026-12-31")),
    Why.TOO_EARLY: (msg("decided before the night that is reviewed: {told}"), msg("mend the day, or have it decided anew")),
    Why.TOO_LATE: (msg("decided on a day that is still to come: {told}"), msg("mend the day")),
}


def pack_paper(pack: Pack, policy: Policy, say: Wording) -> Paper:
    """The pack in one language. Exit code 3 when something of the assets was not read, so that somebody may be missing."""
    title = say("Access review by {owner}, night of {run}", owner=pack.owner, run=pack.run)
    parts = (*_asked(pack, say), *_of_assets(pack, policy, say))
    return Paper("review", title, parts, body(pack), say.language, exit=Exit.CANNOT_TELL if pack.gaps else Exit.COMPLIES)


def _asked(pack: Pack, say: Wording) -> Iterator[Part]:
    yield Paragraph(
        say(
            "Decide about each line whether the access stays or goes. You own the assets; about your own access somebody else decides. "
            "A removal takes a reason. Only the last four columns are filled in."
        )
    )
    yield Paragraph(say("Each line is what the night of {run} shows, under the policy of that night.", run=pack.run), Tone.NOTE)
    if pack.gaps:
        dark = dict.fromkeys(asset for asset, _ in pack.gaps)
        yield Paragraph(say("Not all of {assets} was read: somebody may be missing here.", assets=say.both(dark)), Tone.WARNING)
    if unnamed := [line for line in pack.lines if not line.may_decide]:
        told = say.many("About {count} line nobody may decide.", "About {count} lines nobody may decide.", len(unnamed))
        yield Paragraph(told, Tone.WARNING)


def _of_assets(pack: Pack, policy: Policy, say: Wording) -> Iterator[Part]:
    about, *of_assets = tables(pack, say)
    yield about
    labels = {asset.id: asset.label for asset in (*pack.assets, *policy.assets)}
    for asset, table in zip(pack.assets, of_assets, strict=True):
        yield Heading(say.label(labels[asset.id], asset.id))
        if not table.rows:
            yield Paragraph(say("Nobody has access to it: there is nothing to decide."), Tone.NOTE)
        yield table


def decisions_paper(found: Decisions, pack: Pack, policy: Policy, say: Wording) -> Paper:
    """What counts, what does not and why, and what is to be removed by when. Exit code 1 when a line is left."""
    shown = renamed(found, pack.names)
    lines = {line.id: line for line in renamed(pack, pack.names).lines}
    kept = sum(each.decision is Decision.KEEP for each in found.counted)
    left = [fault for fault in shown.faults if fault.why is Why.OPEN]
    parts: list[Part] = [
        Bullets(
            (
                say("kept: {count}", count=kept),
                say("to be removed: {count}", count=len(found.counted) - kept),
                say("not decided, or it does not count: {count}", count=found.open),
            )
        ),
        *_removals([each for each in shown.counted if each.decision is Decision.REMOVE], lines, policy, say),
        *_faults([fault for fault in shown.faults if fault.why is not Why.OPEN], lines, say("Does not count"), say),
        *_faults(left, lines, say("Not decided"), say),
        *_kept([each for each in shown.counted if each.decision is Decision.KEEP], lines, say),
    ]
    if dark := {asset.id for asset in pack.assets} & {asset for asset, _ in pack.gaps}:
        parts.append(Paragraph(say("Not all of {assets} was read: its review is not whole.", assets=say.both(sorted(dark))), Tone.WARNING))
    title = say("Decisions of the access review by {owner}, night of {run}", owner=found.owner, run=found.run)
    done = not found.faults and not found.open
    return Paper("decisions", title, tuple(parts), found, say.language, exit=Exit.COMPLIES if done else Exit.VIOLATIONS)


def _removals(removed: list[Counted], lines: dict[str, Line], policy: Policy, say: Wording) -> Iterator[Part]:
    if removed:
        within = policy.house_rules.removal_within
        yield Heading(say("To be removed"))
        yield Paragraph(say("What is still there after the day is a finding of the nightly check."), Tone.NOTE)
        columns = (say("asset"), say("who"), say("can"), say("reason"), say("gone by"), say("what to undo"))
        rows = tuple((*_access(each.line, lines, say), each.reason, f"{within.after(each.decided_on)}", each.undo) for each in removed)
        yield Table(columns, rows, say("To be removed"))


def _faults(faults: list[Fault], lines: dict[str, Line], title: str, say: Wording) -> Iterator[Part]:
    if faults:
        words = say.either(say(word) for word in DECISIONS.values())
        yield Heading(title)
        columns = (say("place"), say("line"), say("asset"), say("who"), say("can"), say("what is wrong"), say("what to do"))
        yield Table(columns, tuple(_fault(fault, lines, words, say) for fault in faults), title)


def _fault(fault: Fault, lines: dict[str, Line], words: str, say: Wording) -> tuple[str, ...]:
    wrong, mend = _FAULTS[fault.why]
    told = fault.told or "-"
    said = (say(wrong, told=told), say(mend, told=told, words=words))
    return fault.where or say("not in the file"), fault.line, *_access(fault.line, lines, say), *said


def _kept(kept: list[Counted], lines: dict[str, Line], say: Wording) -> Iterator[Part]:
    if kept:
        yield Heading(say("Kept"))
        columns = (say("asset"), say("who"), say("can"), say("path"), say("reason"), say("decided by"), say("decided on"))
        rows = tuple(
            (*_access(each.line, lines, say), way(lines[each.line]), each.reason, each.decided_by, f"{each.decided_on}") for each in kept
        )
        yield Table(columns, rows, say("Kept"))
    if uncovered := [each for each in kept if each.uncovered]:
        told = say.many(
            "{count} of them no rule of the policy allows: keeping it takes a rule or a waiver, or the check goes on finding it.",
            "{count} of them no rule of the policy allows: keeping them takes rules or waivers, or the check goes on finding them.",
            len(uncovered),
        )
        yield Paragraph(told, Tone.WARNING)


def _access(name: str, lines: dict[str, Line], say: Wording) -> tuple[str, str, str]:
    line = lines.get(name)
    return (line.asset, who(say, line.subject.kind, line.subject.id), can(line, say)) if line else ("", "", "")
