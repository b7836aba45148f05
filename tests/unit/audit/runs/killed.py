"""Run as a script with a folder: takes a run, keeps results and prunes in child processes, each killed one step later than the last.

Before every change to a file a child counts; at its number it kills itself with SIGKILL. The script ends when a child gets through,
and prints how many did not. The store of the child killed at step 7 is the folder's `7`.
"""

import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from audit.model.facts import Principal, PrincipalKind, Resource
from audit.runs.store import Store
from policies.periods import Period

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
FIRST, SECOND = (datetime(2026, 11, day, 2, tzinfo=UTC) for day in (22, 23))


def take(store: Store, at: datetime) -> None:
    with store.create(at, "0.1") as writer:
        writer.add(Resource("r", "aws", "bucket", "r"), Principal("p", "aws", PrincipalKind.ROLE, "p"))
        writer.commit("digest", ("aws",)).write_results("digest", (), (), ())


def main(folder: Path) -> None:
    killed = 0
    while _child(folder / str(killed), killed):
        killed += 1
    print(killed)  # noqa: T201 - read by the test


def _child(place: Path, step: int) -> bool:
    take(Store(str(place)), FIRST)
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
    take(Store(str(place)), SECOND)
    Store(str(place)).prune(Period(), date(2026, 11, 23))
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
