"""Copies take from their original what they leave out."""

from policies.copies import originals, with_inherited
from policies.errors import Place
from policies.language import Asset, Policy

AT = Place("a.yaml")
CARE = Asset("care", AT, owner="p01", categories=("health",), art9_basis="A9-2-h", measures=("mfa",), max_people=3)


def test_what_is_left_out_comes_from_the_nearest_that_has_it():
    backup = Asset("backup", AT, copy_of="care", owner="p02")
    export = Asset("export", AT, copy_of="backup", categories=("contact",))
    filled = with_inherited(Policy("", "", assets=(CARE, backup, export))).assets
    assert [(asset.owner, asset.categories, asset.art9_basis) for asset in filled] == [
        ("p01", ("health",), "A9-2-h"),
        ("p02", ("health",), "A9-2-h"),
        ("p02", ("contact",), "A9-2-h"),
    ]


def test_measures_and_limits_are_a_copys_own():
    backup = with_inherited(Policy("", "", assets=(CARE, Asset("backup", AT, copy_of="care")))).assets[1]
    assert (backup.measures, backup.max_people) == ((), None)


def test_a_cycle_ends():
    one, two = Asset("one", AT, copy_of="two"), Asset("two", AT, copy_of="one", owner="p01")
    by_id = {"one": one, "two": two}
    assert [asset.id for asset in originals(one, by_id)] == ["two"]
    assert with_inherited(Policy("", "", assets=(one, two))).assets[0].owner == "p01"
