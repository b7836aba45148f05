import pytest

from providers.sandbox.google.objects import Raw
from providers.sandbox.google.schemas import problems

USER = {
    "id": "1",
    "primaryEmail": "a@x.example",
    "suspended": False,
    "emails": [{"anything": 1}],
    "creationTime": "2026-01-01T00:00:00.000Z",
}


def test_what_the_document_says_is_well():
    assert problems("admin.directory_v1", "User", USER) == []
    assert problems("drive.v3", "File", {"properties": {"x": "y"}, "parents": [], "size": "12"}) == []


@pytest.mark.parametrize(
    ("api", "schema", "value", "wrong"),
    [
        ("admin.directory_v1", "User", {"nickname": "x"}, "User: the document knows no field 'nickname'"),
        ("admin.directory_v1", "User", {"suspended": "false"}, "User.suspended: 'false' is not a boolean"),
        ("admin.directory_v1", "Users", {"users": [{}, {"id": 7}]}, "Users.users[1].id: 7 is no text"),
        ("admin.directory_v1", "Group", {"directMembersCount": "few"}, "Group.directMembersCount: 'few' is no int64"),
        ("admin.directory_v1", "Users", {"users": {}}, "Users.users: {} is no list"),
        ("drive.v3", "File", {"modifiedTime": "yesterday"}, "File.modifiedTime: 'yesterday' is no date-time"),
        ("drive.v3", "FileList", [], "FileList: [] is no object"),
        ("gmail.v1", "Delegate", {"verificationStatus": "x"}, "Delegate.verificationStatus: 'x' is none of"),
        ("cloudresourcemanager.v3", "Policy", {"version": True}, "Policy.version: True is not an integer"),
        ("cloudresourcemanager.v3", "Policy", {"etag": "é"}, "Policy.etag: 'é' is no byte"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(api, schema, value, wrong):
    (found,) = problems(api, schema, value)
    assert found.startswith(wrong)


def test_what_is_raw_is_passed_over():
    assert problems("gmail.v1", "ListDelegatesResponse", {"delegates": [Raw({"verificationStatus": "new", "more": 1})]}) == []


def test_a_schema_may_hold_itself():
    nested = {"name": "a", "type": "RECORD", "fields": [{"name": "b", "fields": [{"name": 1}]}]}
    assert problems("bigquery.v2", "TableFieldSchema", nested) == ["TableFieldSchema.fields[0].fields[0].name: 1 is no text"]
