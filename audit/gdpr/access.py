"""What papers on access say alike, in the language of the paper: who somebody is, what could be done, by which way."""

from collections.abc import Iterable

from audit.conditions import condition_words
from audit.model.facts import Verdict
from audit.model.reach import Path, Subject, SubjectKind
from audit.naming import short
from audit.saying import subject_words
from policies.levels import NAMES
from policies.sentences import LEVELS
from policies.wording import Wording


def who(say: Wording, kind: str, name: str) -> str:
    """A subject as a paper names it: people by their number."""
    return subject_words(Subject(SubjectKind(kind), short(name)), say)


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
            return say("{levels}, if {condition}", levels=told, condition=say.either(condition_words(each, say) for each in conditions))
        case Verdict.UNKNOWN:
            return say("perhaps {levels}", levels=told)


def steps(say: Wording, path: Path) -> tuple[str, ...]:
    """A path, a line for each step, with what gives it."""
    told = []
    for step in path:
        line = f"{step.source} → {step.target}: {step.because}" if step.because else f"{step.source} → {step.target}"
        condition = say("{line}, if {condition}", line=line, condition=condition_words(step.condition, say)) if step.condition else line
        told.append(condition)
    return tuple(told)
