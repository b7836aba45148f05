"""Two providers that read one system: each looks where it knows the place."""

from dataclasses import dataclass

import pytest

from audit.resolve import resolve
from audit.resolve.cells import cells
from audit.resolve.places import known, locate
from audit.runs.memory import MemoryFacts
from policies.errors import PolicyError
from policies.language import Asset, NotPersonal, Where
from policies.locations import Location

from .worlds import AT, TODAY, Listed, policy, where

DRIVE, TABLE = where("drive://hr", "folder", "google"), where("bigquery://shop/sales", "bigquery", "google")


@dataclass(frozen=True)
class Choosy(Listed):
    """Knows the places of one scheme."""

    scheme: str = ""

    def locate(self, where: Where, part: str = "") -> Location:
        if not where.ref.startswith(self.scheme):
            raise ValueError(f"{where.ref} is no {self.scheme}")
        return Location(where.system, where.kind, where.ref)


FILES = Choosy(name="google_workspace", system="google", scheme="drive://")
CLOUD = Choosy(name="gcp", system="google", scheme="bigquery://")


def test_the_one_that_knows_the_place_looks_there():
    placed = cells(policy(assets=(Asset("hr", AT, where=(DRIVE, TABLE)),)), (FILES, CLOUD))
    assert [(cell.provider, cell.location.pattern) for cell in placed] == [
        ("google_workspace", "drive://hr"),
        ("gcp", "bigquery://shop/sales"),
    ]


def test_what_another_provider_knows_is_passed_over_and_what_nobody_knows_is_an_error():
    assert locate(TABLE, (FILES,), (CLOUD,)) is None
    assert known(TABLE, (FILES,)) is None
    with pytest.raises(ValueError, match=r"is no drive://; or: .* is no bigquery://"):
        locate(where("box://x", "box", "google"), (FILES, CLOUD))


def test_a_place_without_personal_data_that_nobody_knows_is_an_error_too():
    entry = NotPersonal(where("box://x", "box", "google"), "p01", TODAY, AT)
    with pytest.raises(PolicyError):
        cells(policy(not_personal=(entry,)), (FILES, CLOUD))


@pytest.mark.parametrize(("left_out", "gaps"), [(frozenset(), ["gcp"]), (frozenset({"gcp"}), []), (frozenset({"google"}), [])])
def test_a_place_of_a_provider_that_was_not_asked_is_a_gap_unless_it_was_left_out(left_out: frozenset[str], gaps: list[str]):
    assets = (Asset("hr", AT, where=(DRIVE,)), Asset("sales", AT, where=(TABLE,)))
    resolved = resolve(policy(assets=assets), MemoryFacts(), (FILES,), TODAY, left_out, others=(CLOUD,))
    assert [gap.provider for _, _, gap in resolved.gaps] == gaps
