"""What changed, before it is said in any language. Its English decides: which facts are one, and which is told first, is the same in all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from audit.model.drift import CauseKind
from policies.wording import Wording, wording

Fact = Callable[[Wording], str]  # says what changed, in the language that it is given


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause that is not yet said."""

    kind: CauseKind
    subject: str
    fact: Fact

    def order(self) -> tuple[str, str, str]:
        """By what reasons are sorted."""
        return self.kind, self.subject, english(self.fact)


def english(fact: Fact) -> str:
    """The fact in English."""
    return fact(wording("en"))


def listed(facts: Sequence[Fact], most: int, say: Wording) -> str:
    """So many of the facts in one line; the others are counted."""
    told, more = joined([each(say) for each in facts[:most]], say), len(facts) - most
    return say.many("{facts}; and {count} more", "{facts}; and {count} more", more, facts=told) if more > 0 else told


def joined(texts: Sequence[str], say: Wording) -> str:
    """The texts in one line; there is at least one."""
    return reduce(lambda one, other: say("{one}; {other}", one=one, other=other), texts)
