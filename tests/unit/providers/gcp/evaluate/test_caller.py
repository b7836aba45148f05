"""Whom a policy means."""

import pytest

from providers.formula import FALSE, TRUE, Atom, Not, negate
from providers.gcp.evaluate.caller import Caller, caller, means
from providers.gcp.evaluate.groups import Groups, gathered
from providers.gcp.evaluate.member import member

AN, ETL = member("user:an@shop.example"), member("serviceAccount:etl@p.iam.gserviceaccount.com")
PLACE = "principalSet://cloudresourcemanager.googleapis.com/"


def test_a_group_is_known_when_it_is_described():
    readers = member("group:readers@shop.example")
    assert means(readers, caller(AN, gathered({readers: [AN]}))) is TRUE
    assert means(readers, caller(AN, gathered({readers: []}))) is FALSE
    assert means(readers, caller(AN, Groups())) is FALSE
    assert isinstance(means(readers, caller(AN, Groups(), open_groups=True)), Atom)


def test_a_described_group_that_holds_one_nobody_described():
    readers, staff = member("group:readers@shop.example"), member("group:staff@shop.example")
    held = gathered({readers: [staff]})
    assert means(readers, caller(AN, held)) is FALSE
    assert means(readers, caller(AN, held, open_groups=True)) == means(staff, caller(AN, held, open_groups=True))
    ours = member("principalSet://goog/cloudIdentityCustomerId/C01")
    assert isinstance(means(readers, caller(AN, gathered({readers: [ours]}))), Atom)


def test_one_question_in_both_forms():
    who = caller(AN, Groups(), open_groups=True)
    assert means(member("group:g@shop.example"), who) == means(member("principalSet://goog/group/g@shop.example"), who)
    assert means(member(f"{PLACE}organizations/2/type/ServiceAccount"), caller(ETL, Groups())) == means(
        member(f"{PLACE}organizations/2"), caller(ETL, Groups())
    )


def test_a_group_that_could_not_be_read_is_a_gap():
    readers = member("group:readers@shop.example")
    found = means(readers, Caller(AN, unread=frozenset({readers})))
    assert isinstance(found, Atom)
    assert found.gap
    assert found.text == "user:an@shop.example is in group:readers@shop.example"


def test_a_form_that_is_not_known_is_a_gap():
    found = means(member("robot:x"), caller(AN, Groups()))
    assert isinstance(found, Atom)
    assert found.gap


def test_deleted_members_and_convenience_values_mean_nobody_here():
    assert means(member("deleted:user:an@shop.example?uid=1"), caller(AN, Groups())) is FALSE
    assert means(member("projectOwner:p"), caller(AN, Groups())) is FALSE


@pytest.mark.parametrize(
    ("who", "signed_in"),
    [
        ("user:an@far.example", TRUE),
        ("serviceAccount:s@far.iam.gserviceaccount.com", TRUE),
        ("group:g@shop.example", TRUE),
        ("allUsers", FALSE),
        ("principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/an", FALSE),
    ],
)
def test_who_counts_as_signed_in(who: str, signed_in: object):
    assert means(member("allAuthenticatedUsers"), caller(member(who), Groups())) is signed_in
    assert means(member("allUsers"), caller(member(who), Groups())) is TRUE


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("projects/p/type/ServiceAccount", TRUE),
        ("projects/p", TRUE),
        ("organizations/2", TRUE),
        ("organizations/9", FALSE),
        ("projects/q", FALSE),
        ("projects/p/type/ServiceAgent", FALSE),
    ],
)
def test_the_places_of_a_service_account_that_is_known(place: str, expected: object):
    assert means(member(PLACE + place), caller(ETL, Groups(), places=("projects/p", "organizations/2"))) is expected


def test_the_places_of_one_that_is_not():
    who = caller(ETL, Groups())
    assert means(member(f"{PLACE}projects/p"), who) is TRUE  # its address tells
    assert isinstance(means(member(f"{PLACE}organizations/2"), who), Atom)
    assert isinstance(means(member(f"{PLACE}projects/123"), caller(ETL, Groups(), places=("projects/p",))), Atom)


def test_the_places_of_workloads():
    workload = caller(member("principal://iam.googleapis.com/projects/7/locations/global/workloadIdentityPools/k/subject/s"), Groups())
    assert means(member(f"{PLACE}projects/7"), workload) is TRUE
    assert means(member(f"{PLACE}projects/8"), workload) is FALSE
    assert isinstance(means(member(f"{PLACE}projects/p"), workload), Atom)
    employee = caller(member("principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/an"), Groups())
    assert means(member(f"{PLACE}folders/1"), employee) is FALSE
    assert isinstance(means(member(f"{PLACE}organizations/2"), employee), Atom)


def test_people_belong_to_organisations_alone():
    assert means(member(f"{PLACE}folders/1"), caller(AN, Groups())) is FALSE
    assert isinstance(means(member(f"{PLACE}organizations/2"), caller(AN, Groups())), Atom)
    assert means(member(f"{PLACE}organizations/2"), caller(AN, Groups(), places=("organizations/2",))) is TRUE
    assert means(member(f"{PLACE}organizations/2/type/ServiceAccount"), caller(AN, Groups())) is FALSE


def test_a_kind_of_principal_that_is_not_known_is_a_gap():
    found = means(member(f"{PLACE}projects/p/type/Robot"), caller(ETL, Groups()))
    assert isinstance(found, Atom)
    assert found.gap


def test_a_tenant_is_not_told_by_the_address():
    ours = member("principalSet://goog/cloudIdentityCustomerId/C01")
    found = means(ours, caller(AN, Groups()))
    assert isinstance(found, Atom)
    assert negate(found) == Not(found)
    assert means(ours, caller(AN, gathered({ours: [member("domain:shop.example")]}))) is TRUE
    assert means(ours, caller(ETL, Groups())) is FALSE


def test_what_boundaries_call_a_principal():
    assert (caller(AN, Groups()).type, caller(AN, Groups()).subject) == ("iam.googleapis.com/WorkspaceIdentity", "an@shop.example")
    assert caller(ETL, Groups()).type == "iam.googleapis.com/ServiceAccount"
    pool = member("principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/subject/main/x")
    assert (caller(pool, Groups()).type, caller(pool, Groups()).subject) == ("iam.googleapis.com/WorkloadPoolIdentity", "main/x")
    assert caller(member("group:g@shop.example"), Groups()).type == ""
