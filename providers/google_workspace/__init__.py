"""Google Workspace: the directory, Drive, mailboxes and calendars."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line asks for names and lists; the SDK is imported when Google is read
    from collections.abc import Sequence

    from audit.model.reach import Path
    from audit.model.residual import Look, Residual, Traces
    from audit.ports import Asked, Evaluated, Facts, Operation, Provider, Scope, Sink
    from policies.language import Where
    from policies.locations import Location


class GoogleWorkspace:
    """The provider `google_workspace`."""

    name = "google_workspace"
    system = "google"

    def operations(self) -> "tuple[Operation, ...]":
        from providers.google_workspace.operations import OPERATIONS  # noqa: PLC0415 - imported when used

        return OPERATIONS

    def permissions(self) -> str:
        from providers.google_workspace.operations import permissions  # noqa: PLC0415 - imported when used

        return permissions()

    def collect(self, scope: "Scope", sink: "Sink") -> None:
        from providers.google_workspace.collecting import collect  # noqa: PLC0415 - brings the SDK

        collect(scope, sink)

    def locate(self, where: "Where", part: str = "") -> "Location":
        from providers.google_workspace.locate import locate  # noqa: PLC0415 - imported when used

        return locate(where, part)

    def acls(self, facts: "Facts", locations: "Sequence[Location]") -> "Evaluated":
        from providers.google_workspace.evaluate import acls  # noqa: PLC0415 - imported when used

        return acls(facts, locations)

    def explain(self, facts: "Facts", wanted: "Sequence[Asked]") -> "tuple[Path, ...]":
        from providers.google_workspace.evaluate import explain  # noqa: PLC0415 - imported when used

        return explain(facts, wanted)

    def residuals(self, traces: "Traces") -> "tuple[Residual, ...]":
        from providers.google_workspace.offboarding import residuals  # noqa: PLC0415 - imported when used

        return residuals(traces)

    def looks(self) -> "tuple[Look, ...]":
        from providers.google_workspace.offboarding import LOOKS  # noqa: PLC0415 - imported when used

        return LOOKS


provider: "Provider" = GoogleWorkspace()
