"""What is known of a request: the values of condition keys, or what shape a value must have, or nothing.

(IAM User Guide, "AWS global condition context keys".)
"""

from collections.abc import Mapping
from dataclasses import dataclass

from policies.locations import covers, meets


@dataclass(frozen=True, slots=True)
class Shape:
    """A value that is not known, or that may be missing; with a pattern that it `fits` it is known to be there. It fits none of `never`.

    One of a `stranger` is no value that a policy writes out: whoever is written out is a caller of his own.
    """

    fits: str = ""
    never: frozenset[str] = frozenset()
    stranger: bool = False

    def could_be(self, pattern: str) -> bool:
        """Whether the value may fit a pattern."""
        if self.stranger and not set("*?") & set(pattern):
            return False
        return not any(covers(other, pattern) for other in self.never) and (not self.fits or meets(self.fits, pattern))

    def must_be(self, pattern: str) -> bool:
        """Whether the value fits a pattern whatever it is."""
        return bool(self.fits) and covers(pattern, self.fits)


Values = tuple[str, ...]  # empty: the key is missing from the request
ANYTHING = Shape()
MISSING: Values = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Condition keys in lower case, each with its values or shape; earlier maps win. `aws:principaltag/*` stands for all other tags.

    `otherwise` is what holds of a key that is in none of them.
    """

    maps: tuple[Mapping[str, Values | Shape], ...]
    otherwise: Values | Shape = ANYTHING

    def get(self, key: str) -> Values | Shape:
        """What is known of a key; case does not matter."""
        key = key.lower()
        family = key.partition("/")[0] + "/*"
        for held in self.maps:
            if key in held:
                return held[key]
        return next((held[family] for held in self.maps if family in held), self.otherwise)

    def over(self, closer: Mapping[str, Values | Shape]) -> "Context":
        """The same with something known better."""
        return Context((closer, *self.maps), self.otherwise)
