"""What changed in a policy, in words."""

import pytest

from audit.preview.body import Effect, Extent, Field, PolicyChange, Verb
from audit.preview.changes import _entries
from audit.preview.words import by_key, called, lines, somebody, title
from policies.wording import wording
from tests.unit.audit.check.worlds import world

SAY = wording("en")


def change(kind: str, **told: object) -> PolicyChange:
    return PolicyChange(kind, "X1", Verb.CHANGED, Effect.LOOSER, **told)  # type: ignore[arg-type]  # named fields


def told(found: PolicyChange) -> list[str]:
    return list(lines(found, world(), SAY, 3))


def test_every_kind_of_entry_has_a_name():
    named = {kind for kind, _ in _entries(world())} | {"house-rules", "check", "test", "not-personal", "signature"}
    assert all(called(kind, "X1", SAY) for kind in named)


def test_changes_by_name():
    assert by_key(("allow:A12", "not-personal:s3://images"), SAY) == "rule A12, s3://images, said to hold no personal data"


def test_a_place_that_is_not_known_is_not_told():
    assert title(change("organisation"), SAY) == "The organisation was changed"


def test_fields_are_told_where_there_is_no_sentence():
    owner = Field("owner", "p01", "", Effect.LOOSER)
    assert told(change("asset", fields=(owner,))) == ["owner: p01 became -"]


def test_of_a_rule_only_its_weight_is_told_beside_the_sentence():
    fields = (Field("severity", "high", "low", Effect.LOOSER), Field("may", "READ", "FIND", Effect.OTHER))
    assert told(change("forbid", fields=fields, before="a", after="b")) == ["before: a", "now: b", "severity: high became low"]


@pytest.mark.parametrize(
    ("kind", "gives", "takes"),
    [
        ("forbid", "no longer forbidden to read: everybody, of a and b", "now forbidden to read: everybody, of a and b"),
        ("require", "no longer asked: of everybody, for a and b", "now asked: of everybody, for a and b"),
        ("waiver", "now accepted: everybody, of a and b", "no longer accepted: everybody, of a and b"),
        ("allow", "now allowed to read: everybody, of a and b", "no longer allowed to read: everybody, of a and b"),
    ],
)
def test_what_a_rule_gives_and_takes(kind: str, gives: str, takes: str):
    extent = Extent("", ("a", "b"), "", ("read",))
    assert told(change(kind, gives=(extent,), takes=(extent,))) == [gives, takes]


def test_all_assets_are_any_personal_data():
    assert told(change("allow", gives=(Extent("all", ("a", "b", "c"), "", ("read",)),))) == [
        "now allowed to read: everybody, of any personal data"
    ]
    assert somebody("role:*", world(), SAY) == "any role"
