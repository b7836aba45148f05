"""Findings in plain words: who, what they can do, and how the sentence goes on."""

from collections.abc import Sequence

from audit.check.access import Access
from audit.model.facts import AUTHENTICATED, Verdict
from audit.model.reach import Path, Reach, StepKind, Subject, SubjectKind
from policies.levels import Level, members

_MEMBERSHIP = frozenset({StepKind.MEMBER, StepKind.OWNER, StepKind.ELIGIBLE, StepKind.DELEGATE})
_TAKING_ON = frozenset({StepKind.ASSUME, StepKind.IMPERSONATE, StepKind.ESCALATE})


_NAMED = {
    SubjectKind.PERSON: "{id}",
    SubjectKind.PUBLIC: "anyone",
    SubjectKind.COMPANY: "everyone in the organisation",
    SubjectKind.OUTSIDE: "{id}, of another organisation,",
    SubjectKind.SHARED: "the shared account {id}",
    SubjectKind.ORPHAN: "the account {id}, which joins to nobody,",
    SubjectKind.UNDECLARED: "{id}, which the policy does not name,",
}


def named(subject: Subject) -> str:
    """The subject as a sentence names it."""
    return _NAMED.get(subject.kind, "{kind} {id}").replace("{kind}", subject.kind).replace("{id}", subject.id)


def able(access: Access, reaches: Sequence[Reach], levels: Level, *, verdict: Verdict, condition: str) -> str:
    """Who can do what with which asset, and on which condition: the start of every sentence on access."""
    subject = access.subject
    signed_in = subject.kind is SubjectKind.PUBLIC and all(reach.principal == AUTHENTICATED for reach in reaches)
    who = "anyone who signs in to the provider" if signed_in else named(subject)
    can = "may be able to" if verdict is Verdict.UNKNOWN else "can"
    when = f", if {condition}" if condition else ""
    return f"{who} {can} {doing(levels)} {access.asset.id}{_parts(access, reaches)}{when}"


def _parts(access: Access, reaches: Sequence[Reach]) -> str:
    """Which parts of the asset, unless it is all of what the subject reaches."""
    hit, reached = {reach.part for reach in reaches}, {entry.reach.part for entry in access.entries}
    named_parts = joined([part or "the rest" for part in sorted(hit, reverse=True)], "and")
    return "" if "" in hit and hit == reached else f" ({named_parts})"


def doing(levels: Level) -> str:
    """A set of levels as verbs: `find, read and change`."""
    return joined([level.name.lower() for level in members(levels) if level.name], "and")


def joined(words: list[str], last: str) -> str:
    """`a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1] if words else "")))


def cut(path: Path) -> str:
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
            return f"remove {step.source} from {step.target}"
        if step.kind is StepKind.ESCALATE and step in path[-2:]:  # into the thing itself
            return f"end that {step.source} {step.because}"
        if step.kind in _TAKING_ON:
            return f"no longer let {step.source} act as {step.target} ({step.because})"
        return f"withdraw {step.because}"
    return ""
