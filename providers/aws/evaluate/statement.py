"""One statement of a policy: whom, what and where it speaks of, and on which conditions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from providers.aws.evaluate.condition import Condition, asked_keys, holds
from providers.aws.evaluate.context import Context
from providers.aws.evaluate.names import Principals
from providers.aws.evaluate.pattern import Substituted, action_like, names_in, resource_like, substitute_arn
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A statement as it was written. Empty `actions` or `resources` are those that a kind of policy leaves out: all of them.

    `not_…` turn the element they belong to round. `variables`: it has policy variables, and its version too. `text`: compact JSON.
    """

    number: int
    sid: str
    allows: bool
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    principals: Principals | None = None
    not_actions: bool = False
    not_resources: bool = False
    not_principals: bool = False
    variables: bool = False
    text: str = ""

    @property
    def label(self) -> str:
        """How people find it: by its Sid, or its number."""
        return f"statement {self.sid or self.number}"

    @property
    def moves(self) -> bool:
        """Whether what it speaks of depends on policy variables."""
        return self.variables and any("${" in pattern for pattern in self.resources)

    @property
    def keys(self) -> tuple[str, ...]:
        """The condition keys that decide whether it applies, in lower case."""
        asked = {key for one in self.conditions for key in asked_keys(one, variables=self.variables)}
        return tuple(sorted(asked | (names_in(*self.resources) if self.variables else frozenset())))

    def names(self, resource: str) -> bool:
        """Whether it speaks of a resource, of a statement whose resources have no variables."""
        for pattern in self.resources:  # a loop: this is asked more than anything else
            if resource_like(pattern, resource):
                return not self.not_resources
        return not self.resources or self.not_resources

    def patterns(self, context: Context) -> tuple[str, ...]:
        """The resource patterns with their variables filled in."""
        if not self.variables:
            return self.resources
        return tuple(one.pattern for one in self._substituted(context))

    def covers(self, resource: str, context: Context) -> Formula:
        """Whether it speaks of the resource; undecided where a variable is."""
        if not self.variables:
            return TRUE if self.names(resource) else FALSE
        parts: list[Formula] = []
        for raw in self.resources:
            found = substitute_arn(raw, context)
            if found and resource_like(found.pattern, resource):
                if not found.is_open:
                    return FALSE if self.not_resources else TRUE
                parts.append(
                    Atom(f"{raw}, its variables filled in, names {resource}", f"{raw}, its variables filled in, does not name {resource}")
                )
        covered = any_of(*parts)
        return negate(covered) if self.not_resources else covered

    def when(self, context: Context) -> Formula:
        """What its conditions ask."""
        return holds(self.conditions, context, variables=self.variables)

    def applies(self, resource: str, context: Context) -> Formula:
        """Resource and conditions together."""
        covered = self.covers(resource, context)
        return FALSE if covered is FALSE else all_of(covered, self.when(context))

    def _substituted(self, context: Context) -> tuple[Substituted, ...]:
        return tuple(found for pattern in self.resources if (found := substitute_arn(pattern, context)))


def speaks_of(statement: Statement, action: str) -> bool:
    """Whether a statement is about an action."""
    return names_action(statement.actions, action) is not statement.not_actions


@lru_cache(maxsize=262144)
def names_action(patterns: tuple[str, ...], action: str) -> bool:
    """Whether some pattern fits an action."""
    return any(action_like(pattern, action) for pattern in patterns)


def condition_values(statement: Statement, key: str) -> Mapping[str, tuple[str, ...]]:
    """What a statement asks of a key, by operator: the texts it compares it with."""
    return {one.operator.name: one.wanted for one in statement.conditions if one.key.lower() == key and not one.operator.negated}
