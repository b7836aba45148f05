"""Azure: who its roles, deny assignments and keys let in to what lies there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line asks for names and lists; the SDK is imported when Azure is read
    from collections.abc import Mapping, Sequence

    from audit.model.reach import Path
    from audit.model.residual import Look, Residual, Traces
    from audit.ports import Asked, Evaluated, Facts, Operation, Provider, Scope, Simulated, Sink
    from policies.language import Where
    from policies.locations import Location


class Azure:
    """The provider `azure` of the system `microsoft`."""

    name = "azure"
    system = "microsoft"

    def operations(self) -> "tuple[Operation, ...]":
        from providers.azure.operations import OPERATIONS  # noqa: PLC0415 - imported when used

        return OPERATIONS

    def permissions(self) -> str:
        from providers.azure.operations import permissions  # noqa: PLC0415 - imported when used

        return permissions()

    def collect(self, scope: "Scope", sink: "Sink") -> None:
        from providers.azure.collecting import collect  # noqa: PLC0415 - brings the SDK

        collect(scope, sink)

    def locate(self, where: "Where", part: str = "") -> "Location":
        from providers.azure.locate import locate  # noqa: PLC0415 - imported when used

        return locate(where, part)

    def acls(self, facts: "Facts", locations: "Sequence[Location]") -> "Evaluated":
        from providers.azure.evaluate import acls  # noqa: PLC0415 - imported when used

        return acls(facts, locations)

    def explain(self, facts: "Facts", wanted: "Sequence[Asked]") -> "tuple[Path, ...]":
        from providers.azure.evaluate import explain  # noqa: PLC0415 - imported when used

        return explain(facts, wanted)

    def simulate(self, case: "Mapping[str, object]", *, open_context: bool = False) -> "Simulated":
        from providers.azure.evaluate.simulate.simulating import simulate  # noqa: PLC0415 - imported when used

        return simulate(case, open_context=open_context)

    def residuals(self, traces: "Traces") -> "tuple[Residual, ...]":
        from providers.azure.offboarding import residuals  # noqa: PLC0415 - imported when used

        return residuals(traces)

    def looks(self) -> "tuple[Look, ...]":
        from providers.azure.offboarding import LOOKS  # noqa: PLC0415 - imported when used

        return LOOKS


provider: "Provider" = Azure()
