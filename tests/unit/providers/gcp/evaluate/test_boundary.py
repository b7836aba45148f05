"""Principal access boundary policies."""

from collections.abc import Mapping
from typing import Any

import pytest

from providers.formula import FALSE, TRUE, Formula, Not
from providers.gcp.evaluate.boundary import Boundary, ineligible, principal_set, read_boundary
from providers.gcp.evaluate.caller import caller
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.condition import Asking
from providers.gcp.evaluate.groups import Groups, gathered
from providers.gcp.evaluate.hierarchy import MANAGER
from providers.gcp.evaluate.member import member

OURS = member("principalSet://goog/cloudIdentityCustomerId/C01")
AN = caller(member("user:an@shop.example"), gathered({OURS: [member("domain:shop.example")]}))
BUCKET = "//storage.googleapis.com/projects/_/buckets/b"
CHAIN = (BUCKET, f"{MANAGER}projects/p", f"{MANAGER}organizations/2")


def boundary(*resources: str, version: str = "2", condition: Mapping[str, Any] | None = None) -> Boundary:
    binding = {"target": {"principalSet": "//iam.googleapis.com/locations/global/workspace/C01"}, "condition": condition}
    return read_boundary(
        {"displayName": "b", "details": {"rules": [{"resources": [*resources]}], "enforcementVersion": version}}, [binding]
    )


def kept_out(*boundaries: Boundary) -> Formula:
    return ineligible(boundaries, "storage.objects.create", AN, CHAIN, Asking(Attributes()))


def test_without_a_boundary_all_is_eligible():
    assert kept_out() is FALSE


def test_one_that_names_what_lies_above_is_enough():
    assert kept_out(boundary("organizations/9")) is TRUE
    assert kept_out(boundary("organizations/2")) is FALSE
    assert kept_out(boundary("organizations/9"), boundary("projects/p")) is FALSE


def test_one_that_can_not_block_keeps_nobody_out_and_makes_eligible_like_any_other():
    assert kept_out(boundary("organizations/9", version="1")) is FALSE
    assert kept_out(boundary("organizations/9"), boundary("projects/p", version="1")) is FALSE


def test_one_that_names_the_resource_keeps_nobody_out_whoever_it_binds():
    binding = {"target": {"principalSet": "//cloudresourcemanager.googleapis.com/organizations/9"}}
    naming = read_boundary({"details": {"rules": [{"resources": ["projects/p"]}]}}, [binding])
    assert kept_out(naming) is FALSE
    assert isinstance(kept_out(boundary("organizations/9"), naming), Not)  # only if it does not bind


def test_conditions_are_on_the_principal():
    assert kept_out(boundary("organizations/9", condition={"expression": "principal.subject == 'an@shop.example'"})) is TRUE
    assert (
        kept_out(boundary("organizations/9", condition={"expression": "principal.type != 'iam.googleapis.com/WorkspaceIdentity'"})) is FALSE
    )
    assert kept_out(boundary("organizations/9", condition={"expression": "principal.subject =="})) is TRUE


def test_the_sets_that_boundaries_are_bound_to():
    assert principal_set("//iam.googleapis.com/locations/global/workspace/C01") == OURS
    assert principal_set("//cloudresourcemanager.googleapis.com/projects/p") == member(
        "principalSet://cloudresourcemanager.googleapis.com/projects/p"
    )
    pool = "iam.googleapis.com/locations/global/workforcePools/staff"
    assert principal_set(f"//{pool}") == member(f"principalSet://{pool}/*")


def test_a_pool_that_is_bound():
    who = caller(member("principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/an"), Groups())
    binding = {"target": {"principalSet": "//iam.googleapis.com/locations/global/workforcePools/staff"}}
    bound = read_boundary({"details": {"rules": []}}, [binding])
    assert ineligible([bound], "storage.objects.get", who, CHAIN, Asking(Attributes())) is TRUE


@pytest.mark.parametrize("wrong", [{}, {"details": {"rules": [{"resources": "x"}]}}, {"details": {"rules": [{"resources": ["x"]}]}}])
def test_what_is_no_boundary_says_so(wrong: dict[str, object]):
    with pytest.raises(ValueError, match=r"required field|Expected|is no resource"):
        read_boundary(wrong, [])
