"""Members of policies."""

import pytest

from providers.gcp.evaluate.member import MemberKind, is_service_agent, member, pool_of, project_of_account

POOL = "iam.googleapis.com/locations/global/workforcePools/staff"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("user:An@Shop.example", "principal://goog/subject/an@shop.example"),
        ("group:g@shop.example", "principalSet://goog/group/G@shop.example"),
        ("allUsers", "principalSet://goog/public:all"),
        (
            "serviceAccount:s@p.iam.gserviceaccount.com",
            "principal://iam.googleapis.com/projects/-/serviceAccounts/s@p.iam.gserviceaccount.com",
        ),
        ("user:s@p.iam.gserviceaccount.com", "serviceAccount:s@p.iam.gserviceaccount.com"),
        (
            "serviceAccount:p.svc.id.goog[ns/sa]",
            "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p.svc.id.goog/subject/ns/ns/sa/sa",
        ),
        (
            "principalSet://cloudresourcemanager.googleapis.com/projects/1",
            "principalSet://cloudresourcemanager.googleapis.com/projects/1/*",
        ),
    ],
)
def test_one_principal_is_one_member_whatever_its_form(one: str, other: str):
    assert member(one) == member(other)
    assert hash(member(one)) == hash(member(other))
    assert str(member(one)) == one


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("domain:Shop.example", MemberKind.DOMAIN, "shop.example"),
        ("principalSet://goog/cloudIdentityCustomerId/C01abc", MemberKind.CUSTOMER, "C01abc"),
        (f"principal://{POOL}/subject/An", MemberKind.SUBJECT, "locations/global/workforcePools/staff/subject/An"),
        (f"principalSet://{POOL}/group/hr", MemberKind.POOL, "locations/global/workforcePools/staff/group/hr"),
        (f"principalSet://{POOL}/attribute.unit/hr", MemberKind.POOL, "locations/global/workforcePools/staff/attribute.unit/hr"),
        ("projectOwner:Shop", MemberKind.PROJECT_OWNER, "Shop"),
        ("allAuthenticatedUsers", MemberKind.ALL_AUTHENTICATED, ""),
        ("deleted:user:an@shop.example?uid=1", MemberKind.DELETED, "user:an@shop.example?uid=1"),
        ("principalSet://cloudresourcemanager.googleapis.com/folders/1/type/ServiceAgent", MemberKind.PLACE, "folders/1/type/ServiceAgent"),
    ],
)
def test_what_a_member_is(text: str, kind: MemberKind, name: str):
    found = member(text)
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("text", ["?", "an@shop.example", "robot:x", "user:", "principal://else/x", "principalSet://goog/", "alluser"])
def test_a_form_that_is_not_known_is_kept(text: str):
    assert member(text).kind is MemberKind.UNKNOWN
    assert member(text).name
    assert str(member(text)) == text


def test_ids_are_those_of_the_facts():
    assert member("principal://goog/subject/An@shop.example").id == "google://user/an@shop.example"
    assert member("deleted:group:g@shop.example?uid=1").id == "google://group/g@shop.example?uid=1"
    assert member(f"principalSet://{POOL}/*").id == "google://federation/locations/global/workforcePools/staff/*"
    assert member("allUsers").id == "everyone://public"


def test_the_pool_of_an_identity():
    assert pool_of(member(f"principal://{POOL}/subject/an")) == member(f"principalSet://{POOL}/*")
    assert pool_of(member(f"principalSet://{POOL}/group/hr")) == member(f"principalSet://{POOL}/*")


@pytest.mark.parametrize(
    ("address", "project"),
    [
        ("s@p.iam.gserviceaccount.com", "p"),
        ("s@p.iam.gserviceaccount.example", "p"),
        ("123-compute@developer.gserviceaccount.com", "123"),
        ("p@appspot.gserviceaccount.com", "p"),
        ("123@cloudservices.gserviceaccount.com", "123"),
        ("an@shop.example", ""),
    ],
)
def test_the_project_of_an_account(address: str, project: str):
    assert project_of_account(address) == project


def test_service_agents_are_googles_own():
    assert is_service_agent(member("serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com"))
    assert not is_service_agent(member("serviceAccount:etl@p.iam.gserviceaccount.com"))
