import pytest

from audit.model.facts import Attachment, Document
from providers.gcp.kinds import AttachmentKind
from providers.gcp.normalise.documents import allow_policy, attach
from providers.values import canonical, only


def test_equal_bodies_are_one_document():
    ids = {
        document.id
        for body in ({"a": 1, "b": 2}, {"b": 2, "a": 1})
        for document in attach("x://y", AttachmentKind.ROLE, body)
        if isinstance(document, Document)
    }
    assert len(ids) == 1


def test_a_policy_without_its_etag():
    policy = {"version": 1, "etag": "BwX", "kind": "storage#policy", "bindings": [{"role": "roles/é", "members": []}]}
    document, attachment = allow_policy("gs://b", policy)
    assert document.body == '{"bindings":[{"members":[],"role":"roles/é"}],"version":1}'
    assert attachment == Attachment("gs://b", document.id, AttachmentKind.ALLOW_POLICY, "")


@pytest.mark.parametrize("policy", [None, {}, {"bindings": []}, {"etag": "ACAB"}])
def test_nobody_is_bound_by_no_policy(policy):
    assert list(allow_policy("gs://b", policy)) == []


def test_some_entries():
    assert only({"a": 1, "b": 2}, "a", "c") == {"a": 1}
    assert canonical({"b": [1], "a": None}) == '{"a":null,"b":[1]}'
