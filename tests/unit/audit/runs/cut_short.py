"""Run as a script with a folder: collects three chapters in child processes, each killed one step later than the last.

Before every change to a file a child counts; at its number it kills itself with SIGKILL. The script ends when a child gets through,
and prints how many did not. The store of the child killed at step 7 is the folder's `7`.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from audit.model.facts import Acl, Coverage, CoverageStatus, Fact, Gap, Grant, Principal, PrincipalKind, Resource
from audit.runs.run import Run
from audit.runs.store import Store
from policies.levels import Level

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
KEY = "policy\n0.1\npaper"
LOOSE: tuple[Fact, ...] = (
    Principal("p", "paper", PrincipalKind.ROLE, "p"),
    Coverage("paper", "boxes", "paper://", CoverageStatus.COMPLETE),
)
CHAPTERS: dict[str, tuple[Fact, ...]] = {
    "paper/p01": (Resource("paper://1", "paper", "box", "one", acl="a"), Acl("a", (Grant("p", Level.READ),))),
    "paper/p02": (Gap("paper", "boxes", "paper://2", "OpenBox", "locked"),),
    "paper/p03": (Resource("paper://3", "paper", "box", "three", acl="a"), Acl("a", (Grant("p", Level.READ),))),
}


def collect(store: Store, at: datetime) -> Run:
    with store.create(at, "0.1", KEY) as writer:
        writer.add(*LOOSE)
        for name, facts in CHAPTERS.items():
            if not writer.has(name):
                with writer.chapter(name) as chapter:
                    chapter.add(*facts)
        return writer.commit("policy", ("paper",))


def main(folder: Path) -> None:
    killed = 0
    while _child(folder / str(killed), killed):
        killed += 1
    print(killed)  # noqa: T201 - read by the test


def _child(place: Path, step: int) -> bool:
    place.mkdir(parents=True)
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = [step]

    def count(event: str, arguments: tuple) -> None:
        if event in CHANGES or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    sys.addaudithook(count)
    collect(Store(str(place)), datetime(2026, 11, 23, 2, tzinfo=UTC))
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
