"""What-if cases as users write them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.gcp.evaluate.deny import DenyPolicy
from providers.gcp.evaluate.member import member
from providers.gcp.evaluate.policy import AllowPolicy
from providers.gcp.evaluate.simulate import case as cases

REQUEST = {"principal": "user:an@shop.example", "permission": "storage.objects.get", "resource": "projects/p"}


def decoded(**given: object) -> cases.Case:
    return cases.decode({"request": REQUEST, **given})


def test_the_least_case():
    found = decoded()
    assert found.request.principal == "user:an@shop.example"
    assert (found.allow, found.hierarchy, found.groups) == ({}, [], {})


def test_what_else_a_case_says_is_left_alone():
    assert decoded(ticket="IT-7", comment={"a": 1}).name is None


@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        ({}, "required field `request`"),
        ({"request": []}, "Expected `object`, got `array` - at `$.request`"),
        ({"request": {"principal": "x"}}, "required field `permission`"),
        ({"request": REQUEST, "allows": {}}, "allows is not known: did you mean allow?"),
        ({"request": REQUEST, "hierarchy": "projects/p"}, "at `$.hierarchy`"),
        ({"request": REQUEST, "groups": {"g@shop.example": "user:an@shop.example"}}, "at `$.groups"),
        ({"request": REQUEST, "roles": {"roles/x": 1}}, "at `$.roles"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(case: dict[str, object], wrong: str):
    with pytest.raises(ValueError) as error:
        cases.decode(case)
    assert wrong in str(error.value)


def test_attributes_are_what_the_name_tells_and_what_the_case_says():
    asked = cases.Asked(
        "user:an@shop.example", "x.y.z", "r", "2026-11-25T10:00:00Z", {"resource.tags": {"1/a": "b"}, "destination.port": 22, "a/b": []}
    )
    found = cases.attributes(asked, "//storage.googleapis.com/projects/_/buckets/b")
    assert found.tags == {"1/a": "b"}
    assert found.values == {
        "resource.name": "projects/_/buckets/b",
        "resource.service": "storage.googleapis.com",
        "resource.type": "storage.googleapis.com/Bucket",
        "request.time": datetime(2026, 11, 25, 10, tzinfo=UTC),
        "destination.port": 22,
        "a/b": [],
    }


def test_an_attribute_that_is_null_is_not_known():
    asked = cases.Asked("user:an@shop.example", "x.y.z", "r", None, {"resource.name": None, "destination.ip": None})
    assert cases.attributes(asked, "//storage.googleapis.com/projects/_/buckets/b").values == {
        "resource.service": "storage.googleapis.com",
        "resource.type": "storage.googleapis.com/Bucket",
    }


def test_a_group_may_be_described_in_two_places():
    found = cases.groups(decoded(groups={"g@shop.example": ["user:a@shop.example"], "group:g@shop.example": ["user:b@shop.example"]}))
    assert found.around(member("user:a@shop.example")) >= {member("group:g@shop.example")}
    assert found.around(member("user:b@shop.example")) >= {member("group:g@shop.example")}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["bindings", "role", "members", "condition", "rules", "denyRule", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["request", "allow", "deny", "boundaries", "roles", "groups", "hierarchy", "name"]), JSON))
def test_nonsense_is_refused_and_never_crashes(case: dict[str, object]):
    with suppress(ValueError):
        found = cases.decode(case)
        assert all(isinstance(policy, AllowPolicy) for _, policy in cases.allow(found))
        assert all(isinstance(policy, DenyPolicy) for _, policy in cases.deny(found))
        assert all(boundary.bound_to for boundary in cases.boundaries(found))
        assert cases.roles(found).known.keys() == found.roles.keys()
        assert len(cases.groups(found).described) <= len(found.groups)
