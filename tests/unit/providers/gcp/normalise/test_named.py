import pytest

from audit.model.facts import document
from providers.gcp.collect.roles import BASIC, OF_BUCKETS, OF_DATASETS
from providers.gcp.normalise.named import named
from providers.values import canonical


def made(kind: str, body: object):
    return named(document(kind, canonical(body)))


def test_a_policy_names_roles_and_those_whom_no_directory_describes():
    members = [
        "user:an@kanaal.example",
        "group:hr@kanaal.example",
        "domain:Other.example",
        "allUsers",
        "deleted:user:bo@kanaal.example?uid=7",
        "serviceAccount:etl@other.iam.gserviceaccount.com",
        "principalSet://iam.googleapis.com/locations/global/workforcePools/staff/*",
        "martian:x",
    ]
    found = made("allow-policy", {"bindings": [{"role": "roles/viewer", "members": members}, {"role": "projects/p/roles/x"}]})
    assert found.roles == {"roles/viewer", "projects/p/roles/x"}
    assert {principal.id: principal.status for principal in found.principals} == {
        "google://domain/other.example": "active",
        "everyone://public": "active",
        "google://user/bo@kanaal.example?uid=7": "deleted",
        "google://service-account/etl@other.iam.gserviceaccount.com": "active",
        "google://federation/locations/global/workforcePools/staff/*": "active",
        "google://member/martian:x": "active",
    }


def test_older_lists_stand_for_roles_that_they_do_not_name():
    access = [{"role": "READER", "domain": "other.example"}, {"role": "roles/bigquery.x", "iamMember": "allUsers"}, {"view": {}}]
    found = made("dataset-access", {"access": [*access, {"specialGroup": "allAuthenticatedUsers"}, {"specialGroup": "projectOwners"}]})
    assert found.roles == {"roles/bigquery.x", *BASIC, *OF_DATASETS}
    assert {principal.id for principal in found.principals} == {
        "google://domain/other.example",
        "everyone://public",
        "everyone://authenticated",
    }
    assert made("bucket-acl", {"items": []}).roles == {*BASIC, *OF_BUCKETS}


def test_other_documents_name_nothing():
    assert made("role", {"includedPermissions": []}).roles == frozenset()


@pytest.mark.parametrize("wrong", [None, 7, "text", [], {}, {"role": [7], "members": 7}, {"members": ["", None, 7]}])
def test_what_is_not_understood_leaves_the_others_alone(wrong):
    rest = {"role": "roles/x", "members": [None, "domain:other.example"]}
    found = made("allow-policy", {"bindings": [wrong, rest]})
    assert found.roles == {"roles/x"}
    assert "google://domain/other.example" in {one.id for one in found.principals}
    assert made("allow-policy", {"bindings": wrong}).roles == frozenset()
