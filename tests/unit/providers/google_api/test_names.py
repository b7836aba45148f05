import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.facts import AUTHENTICATED, PUBLIC, Principal, PrincipalKind
from providers.google_api import names

ACCOUNT, GROUP, SERVICE = PrincipalKind.ACCOUNT, PrincipalKind.GROUP, PrincipalKind.SERVICE
DOMAIN, EVERYONE, ROLE, LINK = PrincipalKind.DOMAIN, PrincipalKind.EVERYONE, PrincipalKind.ROLE, PrincipalKind.LINK
POOL = "iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p"


@pytest.mark.parametrize(
    ("text", "uri", "kind"),
    [
        ("user:An@Kanaal.example", "google://user/an@kanaal.example", ACCOUNT),
        ("group:g@kanaal.example", "google://group/g@kanaal.example", GROUP),
        ("domain:Kanaal.example", "google://domain/kanaal.example", DOMAIN),
        ("allUsers", PUBLIC, EVERYONE),
        ("allAuthenticatedUsers", AUTHENTICATED, EVERYONE),
        ("serviceAccount:etl@p.iam.gserviceaccount.com", "google://service-account/etl@p.iam.gserviceaccount.com", SERVICE),
        ("serviceAccount:etl@p.iam.gserviceaccount.example", "google://service-account/etl@p.iam.gserviceaccount.example", SERVICE),
        (
            "serviceAccount:1-compute@developer.gserviceaccount.com",
            "google://service-account/1-compute@developer.gserviceaccount.com",
            SERVICE,
        ),
        ("serviceAccount:p.svc.id.goog[ns/etl]", "google://service-account/p.svc.id.goog[ns/etl]", SERVICE),
        ("serviceAccount:1@cloudservices.gserviceaccount.com", "google://service/1@cloudservices.gserviceaccount.com", SERVICE),
        (
            "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com",
            "google://service/service-1@gcp-sa-pubsub.iam.gserviceaccount.com",
            SERVICE,
        ),
        ("user:etl@p.iam.gserviceaccount.com", "google://service-account/etl@p.iam.gserviceaccount.com", SERVICE),
        (f"principal://{POOL}/subject/s", "google://federation/projects/1/locations/global/workloadIdentityPools/p/subject/s", SERVICE),
        (f"principalSet://{POOL}/*", "google://federation/projects/1/locations/global/workloadIdentityPools/p/*", DOMAIN),
        (
            "principalSet://cloudresourcemanager.googleapis.com/projects/1/type/ServiceAccount",
            "google://federation/cloudresourcemanager.googleapis.com/projects/1/type/ServiceAccount",
            DOMAIN,
        ),
        ("principal://goog/subject/an@x.example", "google://user/an@x.example", ACCOUNT),
        ("principalSet://goog/group/g@x.example", "google://group/g@x.example", GROUP),
        ("principalSet://goog/cloudIdentityCustomerId/C01abc", "google://customer/C01abc", DOMAIN),
        ("principalSet://goog/public:all", PUBLIC, EVERYONE),
        (
            "principal://iam.googleapis.com/projects/-/serviceAccounts/a@p.iam.gserviceaccount.com",
            "google://service-account/a@p.iam.gserviceaccount.com",
            SERVICE,
        ),
        ("projectOwner:p", "google://project-owner/p", GROUP),
        ("projectViewer:p", "google://project-viewer/p", GROUP),
        ("robot:r2", "google://member/robot:r2", SERVICE),
        ("", "google://member/", SERVICE),
    ],
)
def test_a_member_string_names_a_principal(text: str, uri: str, kind: PrincipalKind):
    found = names.member(text)
    assert (found.id, found.kind, found.deleted) == (uri, kind, False)


def test_a_deleted_member_is_kept_with_its_number():
    found = names.member("deleted:user:An@x.example?uid=12")
    assert found == names.Name("google://user/an@x.example?uid=12", ACCOUNT, "an@x.example", "an@x.example", deleted=True)
    assert found.principal("gcp").status == "deleted"
    pool = names.member(f"deleted:principal://{POOL}/subject/s")
    assert (pool.deleted, pool.kind) == (True, SERVICE)
    assert names.member("deleted:serviceAccount:etl@p.iam.gserviceaccount.com?uid=1").id.endswith("etl@p.iam.gserviceaccount.com?uid=1")


@given(st.text(max_size=40))
def test_no_member_string_vanishes_or_crashes(text: str):
    assert "://" in names.member(text).id


def test_a_name_becomes_a_fact():
    told = names.user("An@x.example").principal("google_workspace", status="disabled", mfa="true")
    expected = Principal(
        "google://user/an@x.example", "google_workspace", ACCOUNT, "an@x.example", "an@x.example", "disabled", (("mfa", "true"),)
    )
    assert told == expected


@pytest.mark.parametrize(
    ("name", "uri", "kind", "words"),
    [
        (names.account("an@x.example"), "google://user/an@x.example", ACCOUNT, "an@x.example"),
        (
            names.account("etl@p.iam.gserviceaccount.com"),
            "google://service-account/etl@p.iam.gserviceaccount.com",
            SERVICE,
            "etl@p.iam.gserviceaccount.com",
        ),
        (
            names.account("an@gserviceaccount.com.evil.example"),
            "google://user/an@gserviceaccount.com.evil.example",
            ACCOUNT,
            "an@gserviceaccount.com.evil.example",
        ),
        (names.customer("C01", "X.example"), "google://customer/C01", DOMAIN, "x.example"),
        (names.audience("a1", "Sales"), "google://audience/a1", GROUP, "Sales"),
        (names.link(), "google://link/anyone", LINK, "anyone with the link"),
        (names.domain_link("X.example"), "google://domain-link/x.example", DOMAIN, "x.example"),
        (names.admin_role("7"), "google://admin-role/7", ROLE, "7"),
        (names.app("1.apps.googleusercontent.com", "Mail"), "google://app/1.apps.googleusercontent.com", SERVICE, "Mail"),
    ],
)
def test_principals_have_their_ids(name: names.Name, uri: str, kind: PrincipalKind, words: str):
    assert (name.id, name.kind, name.name) == (uri, kind, words)


@pytest.mark.parametrize(
    ("found", "uri"),
    [
        (names.drive_item("1a"), "drive://1a"),
        (names.mailbox("An@x.example"), "google://mailbox/an@x.example"),
        (names.calendar("c@group"), "google://calendar/c@group"),
        (names.bucket("b"), "gs://b"),
        (names.bucket("b", "2026/x"), "gs://b/2026/x"),
        (names.bigquery("p", "d"), "bigquery://p/d"),
        (names.bigquery("p", "d", "t"), "bigquery://p/d/t"),
        (
            names.resource("//secretmanager.googleapis.com/projects/p/secrets/s"),
            "google://secretmanager.googleapis.com/projects/p/secrets/s",
        ),
        (names.resource("//bigquery.googleapis.com/projects/p/datasets/d"), "bigquery://p/d"),
        (names.resource("//bigquery.googleapis.com/projects/p/datasets/d/tables/t"), "bigquery://p/d/t"),
        (
            names.resource("//bigquery.googleapis.com/projects/p/datasets/d/routines/r"),
            "google://bigquery.googleapis.com/projects/p/datasets/d/routines/r",
        ),
        (names.resource("//storage.googleapis.com/b"), "gs://b"),
        (names.resource("//storage.googleapis.com/projects/_/buckets/b"), "gs://b"),
        (names.project("p"), "google://cloudresourcemanager.googleapis.com/projects/p"),
        (names.project("folders/1"), "google://cloudresourcemanager.googleapis.com/folders/1"),
    ],
)
def test_resources_have_their_ids(found: str, uri: str):
    assert found == uri
