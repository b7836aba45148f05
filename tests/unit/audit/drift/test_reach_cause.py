"""Why a reach differs: what the acl of a file says that it did not, in words."""

from audit.drift import compare
from audit.model.facts import PUBLIC, Grant, Resource
from policies.levels import Level
from tests.unit.audit.check.worlds import READ, asset, world
from tests.unit.audit.resolve.worlds import where

from .nights import acl, drive, night, told

ANYONE = "google://link/anyone"
POLICY = world(assets=(asset(where=(where("drive://hr", "folder", "google"),)),))


def _file(*grants: Grant, name: str = "drive://one", **more: object) -> tuple[object, ...]:
    held = acl(*grants)
    return held, Resource(name, "google_workspace", "file", "one", "drive://hr", held.id, **more)  # type: ignore[arg-type]  # fields of Resource


def _night(*facts: object):
    return night(POLICY, drive(), Resource("drive://hr", "google_workspace", "folder", "hr"), *facts)


OWNER = Grant("google://user/p20@x.example", READ, "drive role")


def test_a_file_shared_with_a_link_says_so_and_back():
    before, after = _night(*_file(OWNER)), _night(*_file(OWNER, Grant(ANYONE, READ, "drive role")))
    (came,) = [change for change in compare(before, after) if change.reaches]
    assert told([came]) == [("grant", "drive://one", ["gained public"], 1, 0)]
    assert came.cause.what == f"drive://one is now shared with {ANYONE} (find, read)"
    (went,) = [change for change in compare(after, before) if change.reaches]
    assert went.cause.what == f"drive://one is no longer shared with {ANYONE}"


def test_settings_that_differ_beside_the_acl_are_no_grant():
    before, after = _night(*_file(OWNER)), _night(*_file(Grant(PUBLIC, Level.FIND), OWNER, attributes=(("acl ", "x"), ("owner", "p20"))))
    (change,) = [change for change in compare(before, after) if change.reaches]
    assert change.cause.what == f"drive://one is now shared with {PUBLIC} (find)"
    other = _night(*_file(OWNER, attributes=(("acl ", "x"),)), *_file(Grant(PUBLIC, READ), name="drive://two"))
    assert [change.cause.kind.value for change in compare(before, other) if change.reaches] == ["resource"]
