"""What papers on access say alike, in the language of the paper: who somebody is, what could be done, by which way."""

from collections.abc import Iterable

from audit.model.facts import Verdict
from audit.model.reach import Path, SubjectKind
from audit.naming import short
from policies.levels import NAMES
from policies.sentences import LEVELS
from policies.wording import Wording, msg

_WHO = {
    SubjectKind.PERSON: "{name}",
    SubjectKind.SERVICE: msg("the service {name}"),
    SubjectKind.EMERGENCY: msg("the emergency account {name}"),
    SubjectKind.PROCESSOR: msg("the processor {name}"),
    SubjectKind.RECIPIENT: msg("the recipient {name}"),
    SubjectKind.PUBLIC: msg("anyone"),
    SubjectKind.COMPANY: msg("everyone in the organisation"),
    SubjectKind.OUTSIDE: msg("{name}, of another organisation"),
    SubjectKind.SHARED: msg("the shared account {name}"),
    SubjectKind.ORPHAN: msg("the account {name}, which joins to nobody"),
    SubjectKind.UNDECLARED: msg("{name}, which the policy does not name"),
    SubjectKind.NOT_READ: msg("{name}, of which nobody can say who it is"),
}


def who(say: Wording, kind: str, name: str) -> str:
    """A subject as a paper names it: people by their number."""
    return say(_WHO[SubjectKind(kind)], name=short(name))


def levels(say: Wording, names: Iterable[str]) -> str:
    """Levels by their names, as verbs."""
    return ", ".join(say(LEVELS[NAMES[name]]) for name in names)


def able(say: Wording, verdict: str, names: Iterable[str], conditions: Iterable[str] = ()) -> str:
    """What somebody could do: for sure, on a condition, or perhaps."""
    told = levels(say, names)
    match Verdict(verdict):
        case Verdict.YES:
            return told
        case Verdict.IF:
            return say("{levels}, if {condition}", levels=told, condition=say.either(conditions))
        case Verdict.UNKNOWN:
            return say("perhaps {levels}", levels=told)


def steps(say: Wording, path: Path) -> tuple[str, ...]:
    """A path, a line for each step, with what gives it."""
    told = []
    for step in path:
        line = f"{step.source} → {step.target}: {step.because}" if step.because else f"{step.source} → {step.target}"
        condition = say("{line}, if {condition}", line=line, condition=step.condition) if step.condition else line
        told.append(condition)
    return tuple(told)
