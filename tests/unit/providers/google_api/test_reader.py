from collections.abc import Callable

import msgspec
import pytest

from audit.errors import ReadOnlyError
from audit.model.facts import Coverage, CoverageStatus, Gap
from providers.google_api.reader import NOTHING, Reader
from tests.unit.providers.google_api.conftest import DRIVE, USERS, Asked, Google, Reply

AN = "an@kanaal.example"
LIST = ("drive.v3", "files.list")


class File(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    is_shared: bool = False


class Files(msgspec.Struct, frozen=True, rename="camel"):
    files: tuple[File, ...] = ()
    incomplete_search: bool = False


def reader(google: Google, subject: str = AN, **more: object) -> Reader:
    return Reader(google.sessions(**more), "google_workspace", "drive", "google://user/an@kanaal.example", subject)


def paged(*pages: Reply | dict[str, object]) -> Callable[[Asked], Reply]:
    """The n-th page is asked for with the token `n`; each but the last says how to go on."""

    def answer(asked: Asked) -> Reply:
        number = int(asked.query.get("pageToken", 0))
        page = pages[number]
        if not isinstance(page, dict):
            return page
        return 200, page if number + 1 == len(pages) else {"nextPageToken": str(number + 1)} | page

    return answer


def no(status: int, reason: str) -> Reply:
    return status, {"error": {"code": status, "message": "no", "errors": [{"reason": reason}]}}


def test_an_answer(google: Google):
    google.answer = lambda asked: (200, {"id": asked.path.rpartition("/")[2]})
    asking = reader(google)
    assert asking.ask("drive.v3", "files.get", fileId="root", fields="id") == {"id": "root"}
    assert (asking.gaps, asking.failed) == ((), False)
    assert asking.coverage() == Coverage("google_workspace", "drive", "google://user/an@kanaal.example", CoverageStatus.COMPLETE)


def test_nothing_there_is_no_gap(google: Google):
    google.answer = lambda _: no(404, "notFound")
    asking = reader(google)
    assert asking.ask("drive.v3", "files.get", none=("404",), fileId="f") is NOTHING
    assert asking.ask("drive.v3", "files.get", none=("notFound",), fileId="f") is NOTHING
    assert list(asking.pages(*LIST, none=("notFound",))) == []
    assert not asking.failed
    assert asking.coverage().status is CoverageStatus.COMPLETE


def test_a_denial_is_a_gap_that_names_the_scope_and_what_it_darkens(google: Google):
    google.answer = lambda _: no(403, "insufficientPermissions")
    asking = reader(google)
    assert asking.ask("drive.v3", "files.get", about="drive://f", fileId="f") is None
    reason = "access was denied: insufficientPermissions no"
    assert asking.gaps == (Gap("google_workspace", "drive", "drive://f", "drive.v3:files.get", reason, DRIVE),)
    assert asking.failed
    assert asking.coverage().status is CoverageStatus.DENIED


def test_in_google_cloud_a_denial_names_the_permission(google: Google):
    google.answer = lambda _: no(403, "forbidden")
    asking = Reader(google.sessions(), "gcp", "storage", "google://cloudresourcemanager.googleapis.com/projects/p")
    assert list(asking.items("storage.v1", "buckets.list", "items", project="p")) == []
    (gap,) = asking.gaps
    assert (gap.provider, gap.scope, gap.missing_permission) == ("gcp", asking.scope, "storage.buckets.list")


@pytest.mark.parametrize(
    ("code", "description", "missing"),
    [
        ("unauthorized_client", "Client is unauthorized", DRIVE),
        ("access_denied", "Requested client not authorized.", DRIVE),
        ("invalid_grant", "Invalid email or User ID", f"impersonation of {AN}"),
        ("invalid_grant", "Invalid JWT Signature.", ""),
    ],
)
def test_a_refused_sign_in_is_a_gap(google: Google, code: str, description: str, missing: str):
    google.refuse = lambda _: (400, {"error": code, "error_description": description})
    asking = reader(google)
    assert list(asking.pages(*LIST)) == []
    (gap,) = asking.gaps
    assert gap.missing_permission == missing
    assert description in gap.reason
    assert google.asked == []


def test_a_service_account_that_is_gone_misses_no_impersonation(google: Google):
    google.refuse = lambda _: (400, {"error": "invalid_grant", "error_description": "account not found"})
    asking = reader(google, subject="")
    asking.ask("drive.v3", "files.get", fileId="f")
    assert asking.gaps[0].missing_permission == ""


def test_a_switched_off_api_is_unsupported(google: Google):
    google.answer = lambda _: no(403, "accessNotConfigured")
    asking = reader(google)
    asking.ask("drive.v3", "files.get", fileId="f")
    assert asking.coverage().status is CoverageStatus.UNSUPPORTED


def test_pages_follow_their_tokens(google: Google):
    google.answer = paged({"files": [{"id": "a"}]}, {}, {"files": [{"id": "b"}, {"id": "c"}]})
    asking = reader(google)
    assert [one["id"] for one in asking.items(*LIST, "files", q="x")] == ["a", "b", "c"]
    assert [asked.query["q"] for asked in google.asked] == ["x", "x", "x"]
    assert not asking.failed


def test_a_field_mask_can_not_end_a_listing(google: Google):
    google.answer = paged({"files": []}, {"files": []})
    list(reader(google).pages(*LIST, fields="files(id)"))
    assert [asked.query["fields"] for asked in google.asked] == ["nextPageToken,files(id)"] * 2
    list(reader(google).pages(*LIST, fields="*"))
    assert google.asked[-1].query["fields"] == "*"


def test_a_listing_without_pages_is_asked_as_it_stands(google: Google):
    google.answer = lambda _: (200, {"domains": [{}], "nextPageToken": "more"})
    asking = reader(google)
    assert list(asking.items("admin.directory_v1", "domains.list", "domains", customer="C01", fields="domains")) == [{}]
    assert google.asked[0].query["fields"] == "domains"
    assert len(asking.gaps) == 1


@pytest.mark.parametrize("second", [no(403, "forbidden"), no(404, "notFound"), (200, b'{"files": ['), (200, b"[]"), (200, b"")])
def test_when_a_page_fails_the_pages_before_it_stand(google: Google, second: Reply):
    google.answer = paged({"files": [{"id": "a"}]}, second, {"files": [{"id": "b"}]})
    asking = reader(google)
    assert [one["id"] for one in asking.items(*LIST, "files", about="drive://d", none=("notFound",))] == ["a"]
    (gap,) = asking.gaps
    assert (gap.scope, gap.operation) == ("drive://d", "drive.v3:files.list")
    assert asking.coverage().status is CoverageStatus.PARTIAL


def test_a_listing_that_goes_round_ends_in_a_gap(google: Google):
    google.answer = lambda _: (200, {"files": [{"id": "a"}], "nextPageToken": "again"})
    asking = reader(google)
    assert len(list(asking.pages(*LIST))) == 2
    assert "page token came back" in asking.gaps[0].reason


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"id": "f"', b"[]", b"null", b'"f"'])
def test_what_is_no_answer_is_never_taken_for_an_empty_one(google: Google, body: bytes):
    google.answer = lambda _: (200, body)
    asking = reader(google)
    assert asking.ask("drive.v3", "files.get", fileId="f") is None
    assert len(asking.gaps) == 1
    assert asking.coverage().status is CoverageStatus.PARTIAL


def test_pages_come_as_the_type_that_is_wanted(google: Google):
    google.answer = paged({"files": [{"id": "a", "isShared": True}], "other": 1}, {"incompleteSearch": True})
    pages = list(reader(google).pages(*LIST, kind=Files))
    assert pages == [Files((File("a", is_shared=True),)), Files(incomplete_search=True)]


def test_an_answer_comes_as_the_type_that_is_wanted(google: Google):
    google.answer = lambda asked: (200, {"id": "f"} if asked.path.endswith("/f") else {"id": 7})
    asking = reader(google)
    assert asking.ask("drive.v3", "files.get", kind=File, fileId="f") == File("f")
    assert asking.ask("drive.v3", "files.get", kind=File, fileId="g") is None
    assert "$.id" in asking.gaps[0].reason


def test_a_page_of_another_form_is_a_gap_and_the_others_stand(google: Google):
    google.answer = paged({"files": [{"id": "a"}]}, {"files": [{"id": 7}]}, {"files": [{"id": "c"}]})
    asking = reader(google)
    assert [page.files[0].id for page in asking.pages(*LIST, kind=Files)] == ["a", "c"]
    assert "has not the documented form" in asking.gaps[0].reason
    assert "$.files[0].id" in asking.gaps[0].reason


def test_an_entry_of_another_form_is_a_gap_and_the_others_stand(google: Google):
    google.answer = paged({"files": [{"id": "a"}, {"id": 7}, {"no": "id"}, {"id": "d"}]}, {"files": [{"id": "e"}]})
    asking = reader(google)
    assert [one.id for one in asking.items(*LIST, "files", kind=File, about="drive://d")] == ["a", "d", "e"]
    assert [gap.scope for gap in asking.gaps] == ["drive://d", "drive://d"]


def test_a_list_that_is_no_list_is_a_gap(google: Google):
    google.answer = paged({"files": {"id": "a"}}, {"files": [{"id": "b"}]})
    asking = reader(google)
    assert [one["id"] for one in asking.items(*LIST, "files")] == ["b"]
    assert len(asking.gaps) == 1


def test_what_could_not_be_learned_in_other_ways_is_kept_too(google: Google):
    asking = reader(google)
    asking.gap("read drive", "nobody may be acted as", missing="an organizer")
    asking.gap("read drive", "no", about="drive://d")
    assert asking.gaps == (
        Gap("google_workspace", "drive", asking.scope, "read drive", "nobody may be acted as", "an organizer"),
        Gap("google_workspace", "drive", "drive://d", "read drive", "no"),
    )
    assert asking.coverage().status is CoverageStatus.PARTIAL


def test_a_denial_after_an_answer_is_partial(google: Google):
    google.answer = lambda asked: (200, {}) if asked.path.endswith("/a") else no(403, "forbidden")
    asking = reader(google)
    asking.ask("drive.v3", "files.get", fileId="a")
    asking.ask("drive.v3", "files.get", fileId="b")
    assert asking.coverage().status is CoverageStatus.PARTIAL


def test_each_call_signs_in_with_its_own_scope(google: Google):
    asking = reader(google)
    asking.ask("drive.v3", "files.get", fileId="a")
    asking.ask("admin.directory_v1", "users.list")
    assert google.signed_in == [(AN, DRIVE), (AN, USERS)]


def test_a_call_that_is_not_listed_is_a_defect_and_no_gap(google: Google):
    asking = reader(google)
    with pytest.raises(ReadOnlyError):
        asking.ask("drive.v3", "drives.list")
    assert not asking.failed


@pytest.mark.parametrize(
    ("code", "missing"),
    [("insufficientPermissions", DRIVE), ("forbidden", f"a privilege for drive.v3:files.get, of {AN}")],
)
def test_a_denial_names_the_scope_only_where_that_is_what_is_missing(google: Google, code: str, missing: str):
    google.answer = lambda _: no(403, code)
    asking = reader(google)
    asking.ask("drive.v3", "files.get", fileId="a")
    assert [gap.missing_permission for gap in asking.gaps] == [missing]
