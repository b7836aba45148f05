import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.fields import parse
from providers.sandbox.google.objects import Raw

FILES = {
    "kind": "drive#fileList",
    "nextPageToken": "t",
    "files": [
        {"id": "1", "name": "a", "owners": [{"emailAddress": "x", "me": True}], "capabilities": {"canShare": True, "canEdit": False}}
    ],
}


def cut(text, value=FILES, schema="FileList"):
    return parse("drive.v3", schema, text).apply(value)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("*", FILES),
        ("kind", {"kind": "drive#fileList"}),
        ("files(id)", {"files": [{"id": "1"}]}),
        ("files/id", {"files": [{"id": "1"}]}),
        ("files(id, owners/me)", {"files": [{"id": "1", "owners": [{"me": True}]}]}),
        (
            "files(owners(emailAddress),capabilities/canShare)",
            {"files": [{"owners": [{"emailAddress": "x"}], "capabilities": {"canShare": True}}]},
        ),
        ("files/capabilities/*", {"files": [{"capabilities": {"canShare": True, "canEdit": False}}]}),
        ("files/owners", {"files": [{"owners": [{"emailAddress": "x", "me": True}]}]}),
        ("files(id),files(name)", {"files": [{"id": "1", "name": "a"}]}),
        ("files,files(id)", {"files": FILES["files"]}),
    ],
)
def test_the_wanted_fields_alone(text, kept):
    assert cut(text) == kept


@pytest.mark.parametrize(
    "text", ["nope", "files(nope)", "files(id", "files)", ",", "files/", "files(id))", "kind/x", "files(owners/nope)", "a b", "é", "()"]
)
def test_a_mask_that_is_none(text):
    with pytest.raises(Refused) as refused:
        cut(text)
    assert (refused.value.status, refused.value.location) == (400, "fields")


def test_a_map_has_any_key():
    assert cut("properties/x", {"properties": {"x": "1", "y": "2"}}, "File") == {"properties": {"x": "1"}}


def test_what_was_raw_stays_raw():
    assert isinstance(cut("files", {"files": [Raw({"id": "1"})]})["files"][0], Raw)


def test_whether_a_place_is_wanted():
    mask = parse("drive.v3", "FileList", "files(id,owners/me)")
    assert mask.wants("files", "owners", "me")
    assert not mask.wants("files", "permissions")
    assert parse("drive.v3", "FileList", "*").wants("files", "permissions")


@given(st.text(alphabet="filesidname(),/* ", max_size=24))
def test_no_text_breaks_it(text):
    try:
        mask = parse("drive.v3", "FileList", text)
    except Refused:
        return
    assert set(mask.apply(FILES)) <= set(FILES)
