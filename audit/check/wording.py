"""Findings in plain words: who, what they can do, and how the sentence goes on."""

from collections.abc import Sequence
from functools import cache

from audit.check.access import Access
from audit.conditions import condition_words
from audit.model.facts import AUTHENTICATED, Verdict
from audit.model.reach import Path, Reach, StepKind, Subject, SubjectKind
from audit.saying import level_word, subject_words
from policies.levels import Level, members
from policies.wording import Wording, msg

_MEMBERSHIP = frozenset({StepKind.MEMBER, StepKind.OWNER, StepKind.ELIGIBLE, StepKind.DELEGATE})
_TAKING_ON = frozenset({StepKind.ASSUME, StepKind.IMPERSONATE, StepKind.ESCALATE})

_NAMED = {
    SubjectKind.SERVICE: msg("service {name}"),
    SubjectKind.EMERGENCY: msg("emergency {name}"),
    SubjectKind.PROCESSOR: msg("processor {name}"),
    SubjectKind.RECIPIENT: msg("recipient {name}"),
    SubjectKind.NOT_READ: msg("not-read {name}"),
}  # whom a finding calls otherwise than a paper does
_APPOSED = frozenset({SubjectKind.OUTSIDE, SubjectKind.ORPHAN, SubjectKind.UNDECLARED})  # named with a clause, which a comma ends


def named(subject: Subject, say: Wording) -> str:
    """The subject as a finding names it."""
    return say(_NAMED[subject.kind], name=subject.id) if subject.kind in _NAMED else subject_words(subject, say)


def able(access: Access, reaches: Sequence[Reach], levels: Level, *, verdict: Verdict, condition: str, say: Wording) -> str:
    """Who can do what with which asset, and on which condition: the start of every sentence on access."""
    subject = access.subject
    signed_in = subject.kind is SubjectKind.PUBLIC and all(reach.principal == AUTHENTICATED for reach in reaches)
    who = say("anyone who signs in to the provider") if signed_in else named(subject, say)
    can = msg("{who} may be able to {doing} {what}") if verdict is Verdict.UNKNOWN else msg("{who} can {doing} {what}")
    comma = "," if subject.kind in _APPOSED else ""
    told = say(can, who=f"{who}{comma}", doing=doing(levels, say), what=_parts(access, reaches, say))
    return say("{sentence}, if {condition}", sentence=told, condition=condition_words(condition, say)) if condition else told


def _parts(access: Access, reaches: Sequence[Reach], say: Wording) -> str:
    """The asset with the parts of it, unless it is all of what the subject reaches."""
    hit, reached = {reach.part for reach in reaches}, {entry.reach.part for entry in access.entries}
    if "" in hit and hit == reached:
        return access.asset.id
    return say("{asset} ({parts})", asset=access.asset.id, parts=say.both(part or say("the rest") for part in sorted(hit, reverse=True)))


@cache
def doing(levels: Level, say: Wording) -> str:
    """A set of levels as verbs: `find, read and change`."""
    return say.both(level_word(level, say) for level in members(levels))


def cut(path: Path, say: Wording) -> str:
    """The one step to undo so that a path ends: a membership if there is one, else the taking on of a role, else the grant.

    Of a latent path what lies beyond its latent step is not looked at: there others have what is theirs.
    """
    latent = next((place for place, step in enumerate(path, start=1) if step.kind is StepKind.ESCALATE), len(path))
    steps = {
        kind: step
        for kinds in (frozenset({StepKind.GRANT}), _TAKING_ON, _MEMBERSHIP)
        for step in path[:latent]
        for kind in kinds
        if step.kind is kind
    }
    for step in (steps[kind] for kind in StepKind if kind in steps):
        if step.kind in _MEMBERSHIP:
            return say("remove {member} from {group}", member=step.source, group=step.target)
        if step.kind is StepKind.ESCALATE and step in path[-2:]:  # into the thing itself
            return say("end that {who} {does}", who=step.source, does=step.because)
        if step.kind in _TAKING_ON:
            return say("no longer let {who} act as {role} ({because})", who=step.source, role=step.target, because=step.because)
        return say("withdraw {grant}", grant=step.because)
    return ""
