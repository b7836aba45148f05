"""Resources of two nights side by side."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audit.drift.fact import english
from audit.drift.resources import Differing, Terms, differing
from audit.model.facts import Resource
from audit.runs.memory import MemoryFacts

FILE = Resource("drive://1", "google_workspace", "file", "one", "drive://0", "a", (("label", "x"),), (("owner", "p01"),), 1, "2026-11-01")
ODD = ("\ud800", "\ue000", "\U0010ffff", "a", "b", "é")  # a lone surrogate sorts otherwise on disk

rows = st.dictionaries(st.sampled_from(ODD), st.sampled_from("xyz"), max_size=6)


def _night(held: dict[str, str], *, backwards: bool) -> list[Resource]:
    found = [replace(FILE, id=name, acl=acl) for name, acl in sorted(held.items())]
    if not backwards:
        return found
    return sorted(found, key=lambda each: each.id.replace("\ud800", "\U0010fffe"))


@given(rows, rows, st.booleans(), st.booleans())
def test_each_that_differs_is_found_whatever_its_id(old: dict[str, str], new: dict[str, str], one: bool, other: bool):
    found = differing(_night(old, backwards=one), _night(new, backwards=other))
    assert {name: tuple(terms and terms.acl for terms in (each.old, each.new)) for name, each in found.items()} == {
        name: (old.get(name), new.get(name)) for name in old.keys() | new.keys() if old.get(name) != new.get(name)
    }
    assert list(found) == sorted(found)


def test_when_it_was_touched_and_its_size_and_name_are_no_difference():
    touched = replace(FILE, name="two", size=2, modified="2026-11-20", attributes=(("last_seen", "x"), ("owner", "p01")))
    assert differing([FILE], [touched]) == {}


def test_settings_are_told_key_by_key():
    changed = differing([FILE], [replace(FILE, labels=(), attributes=(("owner", "p02"),))])[FILE.id]
    settings = changed.settings()
    assert settings
    assert english(settings) == "label x → not known, owner p01 → p02"
    assert not changed.is_shared_anew()


def test_of_two_that_read_one_thing_each_counts():
    other = replace(FILE, provider="gcp", acl="b")
    held = list(MemoryFacts((FILE, other)).resources())
    assert differing(held, held) == {}
    for acls in (("c", "b"), ("a", "c")):
        changed = [replace(each, acl=acl) for each, acl in zip((other, FILE), reversed(acls), strict=True)]
        before = next(old for old, new in zip(("a", "b"), acls, strict=True) if old != new)
        assert differing(held, changed)[FILE.id] == Differing(_terms(before), _terms("c"))


def _terms(acl: str) -> Terms:
    return Terms(acl, FILE.labels, FILE.attributes)


def test_equal_differences_of_many_are_held_once_and_of_the_rest_nothing():
    def night(acl: str, count: int) -> Iterator[Resource]:
        return (replace(FILE, id=f"drive://{number:04}", acl=acl if number % 2 else "same") for number in range(count))

    found = differing(night("old", 100), night("new", 101))
    assert len(found) == 51
    assert len({id(each) for each in found.values()}) == 2
