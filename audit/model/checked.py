"""What a run was held against: so that a report can tell what was looked at and found well from what was not looked at."""

from dataclasses import dataclass

from audit.model.finding import FindingKind
from policies.errors import Place


@dataclass(frozen=True, slots=True, order=True)
class CheckedRule:
    """A rule of the policy, or a built-in check under the name of its kind, and the assets in sight that it was held against.

    `sentence` is empty for a built-in check; without `assets` it is about accounts or systems.
    """

    id: str
    kind: FindingKind
    sentence: str = ""
    place: Place | None = None
    assets: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
