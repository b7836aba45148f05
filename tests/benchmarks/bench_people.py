"""What is left of the leavers of an organisation made up: the cost grows with distinct acls, not with files.

python -m tests.benchmarks.bench_people [FILES]    10000 to try it out
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

from tabulate import tabulate

from audit.model.facts import (
    Acl,
    Coverage,
    CoverageStatus,
    Fact,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    acl_id,
    pairs,
)
from audit.people.leaver import Leaver, leavers
from audit.people.whom import leaving
from audit.pipeline import Held, hold, plan
from audit.runs.store import Store
from policies.levels import CONTENT, Level
from policies.load import load_text
from providers.google_workspace import provider
from tests.benchmarks.bench_engine import timed

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
_READ = Level.FIND | Level.READ
_LINK = "google://link/anyone"
_POLICY = """
version: 1
house_rules: {{profile: starter}}
organisation: {{id: big, name: Big, domains: [big.example]}}
people:
  keeper: {{email: keeper@big.example}}
{people}
categories: {{contact: {{label: contact}}}}
assets:
  lists: {{label: lists, owner: keeper, where: {{system: google, kind: my-drive, ref: "p00001@big.example"}}, categories: [contact]}}
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of what; every twentieth of the people has left."""

    files: int = 100_000
    acls: int = 2_000
    people: int = 2_000
    seed: int = 1


def address(number: int) -> str:
    """Somebody's address."""
    return f"p{number:05}@big.example"


def user(number: int) -> str:
    """Somebody's account."""
    return f"google://user/{address(number)}"


def facts(size: Size) -> Iterator[Fact]:
    """People in groups; files in folders, each folder with an acl of its own that its files have too."""
    random = Random(size.seed)
    for number in range(size.people):
        yield Principal(user(number), provider.name, PrincipalKind.ACCOUNT, address(number), address(number))
        group = f"google://group/team{number % 50}@big.example"
        yield Membership(user(number), group, MembershipKind.MEMBER, because=f"in group team{number % 50}")
    for number in range(50):
        yield Principal(f"google://group/team{number}@big.example", provider.name, PrincipalKind.GROUP, f"team{number}")
    for number in range(size.acls):
        acl = _acl(number, size, random)
        folder, owner = f"drive://folder{number}", pairs({"owner": address(number % size.people)})
        yield acl
        yield Resource(folder, provider.name, "folder", f"folder {number}", "", acl.id, (), owner)
        for file in range(number, size.files, size.acls):
            yield Resource(f"drive://{file:09}", provider.name, "file", f"file {file}", folder, acl.id, (), owner)
    yield from (Coverage(provider.name, surface, "google://", CoverageStatus.COMPLETE) for surface in ("users", "groups", "drive"))


def _acl(number: int, size: Size, random: Random) -> Acl:
    grants = {
        Grant(user(number % size.people), CONTENT, "drive role owner"),
        Grant(f"google://group/team{number % 50}@big.example", _READ, f"{number}"),
    }
    grants |= {Grant(user(random.randrange(size.people)), _READ, "drive role reader") for _ in range(3)}
    if number % 10 == 0:
        grants.add(Grant(_LINK, _READ, "drive role reader"))
    return Acl(acl_id(frozenset(grants)), tuple(sorted(grants)))


def written(size: Size, store: str) -> None:
    """A run on disk."""
    with Store(store).create(AT, "0") as writer:
        writer.add(*facts(size))
        writer.commit("", (provider.name,))


def opened(size: Size, store: str) -> Held:
    """The run held against a policy that says who has left."""
    gone = "\n".join(f"  p{number:05}: {{email: {address(number)}, ends: 2026-11-20}}" for number in range(0, size.people, 20))
    policy = load_text({"policy.yaml": _POLICY.format(people=gone)})
    return hold(plan(policy, (provider.name,)), Store(store).open("latest"))


def told(held: Held) -> tuple[Leaver, ...]:
    """What is left of everybody who has left."""
    return leavers(held, leaving(held.plan.policy, held.as_of))


def _row(size: Size, first: float) -> tuple[float, tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as store:
        written(size, store)
        held = opened(size, store)
        found = told(held)
        seconds = timed(lambda: told(held))
    left = sum(len(each.left) for each in found)
    return seconds, (
        f"{size.files:,}",
        f"{size.acls:,}",
        f"{len(found)}",
        f"{left:,}",
        f"{seconds:.2f} s",
        f"{seconds / (first or seconds):.1f}",
    )


def main(files: int = 100_000) -> None:
    """Prints a table: as it is, with ten times the files, and with ten times the acls."""
    usual = Size(files, max(100, files // 50))
    first, row = _row(usual, 0.0)
    rows = [row]
    for size in (replace(usual, files=10 * usual.files), replace(usual, acls=10 * usual.acls)):
        rows.append(_row(size, first)[1])
        sys.stdout.flush()
    heads = ("files", "distinct acls", "leavers", "things left", "took", "by the first")
    sys.stdout.write(f"{usual.people:,} people\n{tabulate(rows, heads)}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
