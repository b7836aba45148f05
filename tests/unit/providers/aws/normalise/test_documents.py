import pytest

from audit.model.facts import Attachment, Document, Gap
from providers.aws.kinds import AttachmentKind
from providers.aws.normalise.documents import attach, canonical


def test_equal_documents_have_one_address():
    first, _ = attach("s3://a", AttachmentKind.RESOURCE, '{"b": 1, "a": 2}')
    second, held = attach("s3://b", AttachmentKind.RESOURCE, {"a": 2, "b": 1})
    assert first == second == Document(first.id, "resource", '{"a":2,"b":1}')
    assert held == Attachment("s3://b", first.id, AttachmentKind.RESOURCE)


@pytest.mark.parametrize("text", ["{not json", "[]", '"text"', "", "[" * 100_000])
def test_what_is_no_object_is_kept_as_given_with_a_gap_on_its_holder(text: str):
    document, held, gap = attach("s3://orders", AttachmentKind.RESOURCE, text, "policy", "s3")
    assert document.body == text
    assert held.document == document.id
    assert gap == Gap("aws", "s3", "s3://orders", "parse resource", "the resource document policy could not be parsed")


def test_a_document_that_is_not_there_is_a_gap():
    assert any(isinstance(fact, Gap) for fact in attach("aws://1/iam/role/x", AttachmentKind.TRUST, None))


def test_terminal_escapes_pass_through_as_data():
    document, *_ = attach("s3://orders", AttachmentKind.RESOURCE, {"Sid": "\x1b[31mred"})
    assert document.body == '{"Sid":"\\u001b[31mred"}'
    assert canonical("é") == '"é"'
