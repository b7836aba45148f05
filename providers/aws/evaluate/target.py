"""What is asked for: a resource with its own policies, the ways in beside them, and the condition keys that are known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.model.facts import Resource
from providers.aws.evaluate.caller import Held
from providers.aws.evaluate.context import Shape, Values
from providers.aws.evaluate.names import Principals
from providers.formula import TRUE, Formula


@dataclass(frozen=True, slots=True)
class Entry:
    """A way in beside policies: whom it names, for which actions (None: all), on which condition; in words and as it was given."""

    principals: Principals
    actions: frozenset[str] | None
    because: str
    evidence: str
    condition: Formula = TRUE
    only_signed_in: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A resource as requests see it. With `needs_policy` only its own policy can let anybody in, or let its account decide (keys, roles).

    `controls` are resource control policies by level; `endpoint` the policies of the VPC endpoint that the request comes through, None for
    none. When `restricted` only its own account and services of AWS still come in by its policy, since that is public.
    """

    id: str
    kind: str
    arn: str
    account: str
    policies: tuple[Held, ...] = ()
    controls: tuple[tuple[Held, ...], ...] = ()
    keys: Mapping[str, Values | Shape] = field(default_factory=dict)
    region: str = ""
    needs_policy: bool = False
    unread: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    restricted: bool = False
    endpoint: tuple[Held, ...] | None = None
    resource: Resource | None = None
