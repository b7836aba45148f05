"""A provider that reads a paper office: one cabinet of invoices, in the state that a file names. And a command that stumbles."""

import json
from collections.abc import Sequence
from pathlib import Path as FilePath

import click

from audit import errors
from audit.model.facts import Acl, Coverage, CoverageStatus, Gap, Grant, Principal, PrincipalKind, Resource, acl_id
from audit.model.reach import Path, Step, StepKind
from audit.model.residual import Look, Residual, ResidualKind, Traces
from audit.ports import Asked, Evaluated, Facts, Operation, Scope, Sink
from policies.errors import Place, PolicyError, Problem
from policies.language import Where
from policies.levels import Level
from policies.locations import Location

CABINET = "paper://cabinet/invoices"
CHANGE = Level.FIND | Level.READ | Level.CHANGE
GAP = Gap("paper", "cabinets", CABINET, "OpenDrawer", "the drawer is locked", "paper:OpenDrawer")


def person(number: str) -> Principal:
    return Principal(f"paper://office/user/{number}", "paper", PrincipalKind.ACCOUNT, number, f"{number}@shop.example")


class Paper:
    """States: `fine`, `violation` (p01 holds what only p02 may), `gap`, `torn` (a chapter is read, then it ends), or an error to raise."""

    name = "paper"
    system = "paper"

    def operations(self) -> tuple[Operation, ...]:
        return (Operation("paper", "OpenDrawer", "paper:OpenDrawer", "cabinets"),)

    def permissions(self) -> str:
        return '{"may": ["paper:OpenDrawer"]}'

    def collect(self, scope: Scope, sink: Sink) -> None:
        state = FilePath(json.loads(scope.settings)["state"]).read_text("utf-8")
        fail(state)
        scope.progress("opening drawers")
        holders = ("p01", "p02") if state == "violation" else ("p02",)
        grants = frozenset(Grant(person(number).id, CHANGE) for number in holders)
        sink.add(person("p01"), person("p02"), Acl(acl_id(grants), tuple(sorted(grants))))
        if not sink.has("paper/drawers"):
            with sink.chapter("paper/drawers") as drawers:
                drawers.add(Resource(f"{CABINET}/1", "paper", "cabinet", "one", acl=acl_id(grants)))
        if state == "torn":
            raise errors.ProviderError("the light went out")
        sink.add(Coverage("paper", "cabinets", "paper://office", CoverageStatus.PARTIAL if state == "gap" else CoverageStatus.COMPLETE))
        if state == "gap":
            sink.add(GAP)

    def locate(self, where: Where, part: str = "") -> Location:
        if not where.ref.startswith("paper://"):
            raise ValueError("a cabinet is written paper://cabinet/NAME")
        return Location("paper", where.kind, f"{where.ref}/{part}*")

    def acls(self, facts: Facts, locations: Sequence[Location]) -> Evaluated:
        return Evaluated(gaps=tuple(facts.gaps()))

    def explain(self, facts: Facts, wanted: Sequence[Asked]) -> tuple[Path, ...]:
        return tuple((Step(StepKind.GRANT, each.principal, each.resource, "a key on the ring"),) for each in wanted)

    def residuals(self, traces: Traces) -> tuple[Residual, ...]:
        return tuple(
            Residual(kind=ResidualKind.SIGN_IN, provider="paper", account=one.id, what=one.id, words=f"{one.name} has a key", end="take it")
            for one in traces.accounts
        )

    def looks(self) -> tuple[Look, ...]:
        return (Look("who has a key", "the porter", "cabinets", who=True),)


ERRORS: dict[str, BaseException] = {
    "provider": errors.ProviderError("the office is closed", "come back tomorrow"),
    "run": errors.RunError("the run is torn"),
    "usage": errors.UsageError("no such cabinet", "did you mean invoices?"),
    "read-only": errors.ReadOnlyError("a call that writes was stopped"),
    "root": errors.ToegangError("something ends here"),
    "policy": PolicyError((Problem(Place("b.yaml", 9), "second \x1b[31m"), Problem(Place("a.yaml", 3, 7), "first", "text", "mend it"))),
    "unexpected": KeyError("boom \x1b]0;title\x07"),
    "module": ModuleNotFoundError("No module named 'boto3'", name="boto3"),
    "interrupt": KeyboardInterrupt(),
    "pipe": BrokenPipeError(),
    "disk": OSError(28, "No space left on device"),
}


def fail(state: str) -> None:
    if state == "deep":
        fail("deep")
    if state in ERRORS:
        raise ERRORS[state]


@click.command("stumble")
@click.argument("state")
def stumble(state: str) -> None:
    """Ends as the state says."""
    fail(state)


provider = Paper()
