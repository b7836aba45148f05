import json
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import pytest

from audit.errors import ReadOnlyError
from audit.model.facts import Coverage, CoverageStatus, Gap
from providers.microsoft_api.reader import NOTHING, Asked
from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.requests import Request
from tests.unit.providers.microsoft_api.conftest import ARM, EXCHANGE, GRAPH, ODD_PAGES, SHAREPOINT, Microsoft, Reply, no

SCOPE = "microsoft://user/"
ROLE_ASSIGNMENTS = "{scope}/providers/Microsoft.Authorization/roleAssignments"
SITE_USERS = "sites/{name}/_api/web/sitegroups({group})/users"


class User(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    account_enabled: bool = True


class Users(msgspec.Struct, frozen=True):
    value: tuple[User, ...] = ()


def paged(microsoft: Microsoft, *pages: Reply | dict[str, object], key: str = "@odata.nextLink") -> Callable[[Request], Reply]:
    """The n-th page is asked for with the token `n`; each but the last says how to go on."""

    def answer(asked: Request) -> Reply:
        number = int(dict(asked.query).get("$skiptoken", 0))
        page = pages[number]
        if not isinstance(page, dict):
            return page
        link = f"{microsoft.url}/{asked.host}{asked.path}?$skiptoken={number + 1}"
        return Answer(200, page if number + 1 == len(pages) else {key: link} | page)

    return answer


def test_an_answer(microsoft: Microsoft):
    microsoft.answer = lambda asked: Answer(200, {"id": asked.path.rpartition("/")[2]})
    reader = microsoft.reader()
    assert reader.ask("graph", "users/{id}", path={"id": "u1"}, select="id") == {"id": "u1"}
    assert (reader.gaps, reader.failed) == ((), False)
    assert reader.coverage() == Coverage("microsoft365", "users", SCOPE, CoverageStatus.COMPLETE)


def test_options_are_named_as_microsoft_names_them(microsoft: Microsoft):
    reader = microsoft.reader()
    list(reader.items("graph", "users", select="id", top="5", filter="x eq 1", expand="manager", count="true", prefer="a=b"))
    list(reader.items("arm", ROLE_ASSIGNMENTS, path={"scope": ""}, api_version="2022-04-01"))
    graph, arm = microsoft.asked
    assert dict(graph.query) == {"$select": "id", "$top": "5", "$filter": "x eq 1", "$expand": "manager", "$count": "true"}
    assert (graph.headers["consistencylevel"], graph.headers["prefer"]) == ("eventual", "a=b")
    assert dict(arm.query) == {"api-version": "2022-04-01"}
    assert "consistencylevel" not in arm.headers


def test_nothing_there_is_no_gap(microsoft: Microsoft):
    microsoft.answer = lambda _: no(404, "Request_ResourceNotFound")
    reader = microsoft.reader()
    assert reader.ask("graph", "users/{id}", path={"id": "u"}, none=("404",)) is NOTHING
    assert reader.ask("graph", "users/{id}", path={"id": "u"}, none=("Request_ResourceNotFound",)) is NOTHING
    assert reader.ask("graph", "users/{id}", path={"id": "u"}, none=("404",), kind=User) is None
    assert list(reader.items("graph", "users", none=("404",))) == []
    assert list(reader.pages("graph", "users", none=("404",))) == []
    assert not reader.failed
    assert reader.coverage().status is CoverageStatus.COMPLETE


def test_a_denial_is_a_gap_that_names_the_permission_and_what_it_darkens(microsoft: Microsoft):
    microsoft.answer = lambda _: no(403, "Authorization_RequestDenied", "Insufficient privileges.")
    reader = microsoft.reader()
    assert reader.ask("graph", "users/{id}", about="microsoft://user/u", path={"id": "u"}) is None
    reason = "access was denied: Authorization_RequestDenied Insufficient privileges."
    assert reader.gaps == (Gap("microsoft365", "users", "microsoft://user/u", "graph:users/{id}", reason, "User.Read.All"),)
    assert reader.failed
    assert reader.coverage().status is CoverageStatus.DENIED


def test_a_denial_of_what_is_granted_says_so(microsoft: Microsoft):
    microsoft.roles = ("User.Read.All",)
    microsoft.answer = lambda _: no(403, "accessDenied")
    reader = microsoft.reader()
    assert list(reader.items("graph", "users")) == []
    assert [gap.missing_permission for gap in reader.gaps] == ["something beside User.Read.All, which is granted"]


def test_a_token_that_is_refused_is_a_denial_of_the_service(microsoft: Microsoft):
    microsoft.login = lambda _: Answer(400, {"error": "unauthorized_client", "error_codes": [700016]})
    reader = microsoft.reader()
    assert list(reader.items("graph", "users")) == []
    assert reader.command("Get-Mailbox") is None
    assert [gap.missing_permission for gap in reader.gaps] == ["signing in for Microsoft Graph", "signing in for Exchange Online"]
    assert reader.coverage().status is CoverageStatus.DENIED


def test_a_licence_that_is_missing_is_unsupported(microsoft: Microsoft):
    microsoft.answer = lambda _: no(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")
    reader = microsoft.reader()
    assert list(reader.items("graph", "users")) == []
    assert reader.coverage().status is CoverageStatus.UNSUPPORTED
    assert [gap.missing_permission for gap in reader.gaps] == [""]


@dataclass(frozen=True)
class Listed:
    """A listing, and how its service calls the link to the next page."""

    service: str
    name: str
    key: str
    host: str
    path: dict[str, str]


@pytest.mark.parametrize(
    "listed",
    [
        Listed("graph", "users", "@odata.nextLink", GRAPH, {}),
        Listed("arm", ROLE_ASSIGNMENTS, "nextLink", ARM, {"scope": "/subscriptions/s"}),
        Listed("sharepoint", SITE_USERS, "odata.nextLink", SHAREPOINT, {"name": "hr", "group": "7"}),
    ],
)
def test_pages_follow_their_links(microsoft: Microsoft, listed: Listed):
    microsoft.answer = paged(microsoft, {"value": [{"id": "a"}]}, {"value": []}, {"value": [{"id": "b"}, {"id": "c"}]}, key=listed.key)
    reader = microsoft.reader()
    host = listed.host if listed.service == "sharepoint" else ""
    found = reader.items(listed.service, listed.name, path=listed.path, host=host, filter="x")
    assert [one["id"] for one in found] == ["a", "b", "c"]
    assert [asked.host for asked in microsoft.asked] == [listed.host] * 3
    assert [dict(asked.query).get("$filter") for asked in microsoft.asked] == ["x", None, None]
    assert not reader.failed


def test_headers_go_along_to_every_page(microsoft: Microsoft):
    microsoft.answer = paged(microsoft, {"value": []}, {"value": []})
    list(microsoft.reader().items("graph", "users", count="true", prefer="odata.maxpagesize=5"))
    assert [(asked.headers["consistencylevel"], asked.headers["prefer"]) for asked in microsoft.asked] == [
        ("eventual", "odata.maxpagesize=5")
    ] * 2


@pytest.mark.parametrize("second", ODD_PAGES)
def test_when_a_page_fails_the_pages_before_it_stand(microsoft: Microsoft, second: Reply):
    microsoft.answer = paged(microsoft, {"value": [{"id": "a"}]}, second)
    reader = microsoft.reader()
    assert [one["id"] for one in reader.items("graph", "users", about="microsoft://x", none=("404",))] == ["a"]
    (gap,) = reader.gaps
    assert (gap.scope, gap.operation) == ("microsoft://x", "graph:users")
    assert reader.coverage().status is CoverageStatus.PARTIAL


@pytest.mark.parametrize("second", ODD_PAGES)
def test_so_do_whole_pages(microsoft: Microsoft, second: Reply):
    microsoft.answer = paged(microsoft, {"value": [{"id": "a"}]}, second)
    reader = microsoft.reader()
    first = next(iter(reader.pages("graph", "users", kind=Users)))
    assert first == Users((User("a"),))
    whole = list(reader.pages("graph", "users"))
    assert whole[0]["value"] == [{"id": "a"}]


def test_a_link_to_another_host_gets_no_token(microsoft: Microsoft):
    microsoft.answer = lambda _: Answer(200, {"value": [{"id": "a"}], "@odata.nextLink": f"{microsoft.url}/{ARM}/v1.0/users"})
    reader = microsoft.reader()
    assert len(list(reader.items("graph", "users"))) == 1
    assert "leads to another place" in reader.gaps[0].reason
    assert len(microsoft.asked) == 1


def test_a_listing_that_goes_round_ends_in_a_gap(microsoft: Microsoft):
    there = [f"{microsoft.url}/{GRAPH}/v1.0/users?$skiptoken={number}" for number in (1, 2)]
    microsoft.answer = lambda asked: Answer(200, {"value": [1], "@odata.nextLink": there[dict(asked.query).get("$skiptoken") == "1"]})
    reader = microsoft.reader()
    assert len(list(reader.items("graph", "users"))) == 3
    assert "its link came back" in reader.gaps[0].reason


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"id": "f"', b"[]", b"null", b'"f"', b"[" * 5000])
def test_what_is_no_answer_is_never_taken_for_an_empty_one(microsoft: Microsoft, body: bytes):
    microsoft.answer = lambda _: Answer(200, body)
    reader = microsoft.reader()
    assert reader.ask("graph", "users/{id}", path={"id": "u"}) is None
    assert len(reader.gaps) == 1
    assert reader.coverage().status is CoverageStatus.PARTIAL


def test_an_answer_comes_as_the_type_that_is_wanted(microsoft: Microsoft):
    microsoft.answer = lambda asked: Answer(200, {"id": "f"} if asked.path.endswith("/f") else {"id": 7})
    reader = microsoft.reader()
    assert reader.ask("graph", "users/{id}", kind=User, path={"id": "f"}) == User("f")
    assert reader.ask("graph", "users/{id}", kind=User, path={"id": "g"}) is None
    assert "$.id" in reader.gaps[0].reason


def test_an_entry_of_another_form_is_a_gap_and_the_others_stand(microsoft: Microsoft):
    rows = [{"id": "a"}, {"id": 7}, {"no": "id"}, None, 3, {"id": "d", "accountEnabled": None}, {"id": "e", "more": [1]}]
    microsoft.answer = paged(microsoft, {"value": rows}, {"value": [{"id": "f"}]})
    reader = microsoft.reader()
    assert [one.id for one in reader.items("graph", "users", kind=User, about="microsoft://x")] == ["a", "e", "f"]
    assert [gap.scope for gap in reader.gaps] == ["microsoft://x"] * 5


def test_a_list_that_is_no_list_is_a_gap_and_the_listing_goes_on(microsoft: Microsoft):
    microsoft.answer = paged(microsoft, {"value": {"id": "a"}}, {"value": [{"id": "b"}]})
    reader = microsoft.reader()
    assert [one["id"] for one in reader.items("graph", "users")] == ["b"]
    assert len(reader.gaps) == 1


def test_a_page_of_another_form_is_a_gap_and_the_others_stand(microsoft: Microsoft):
    microsoft.answer = paged(microsoft, {"value": [{"id": "a"}]}, {"value": [{"id": 7}]}, {"value": [{"id": "c"}]})
    reader = microsoft.reader()
    assert [page.value[0].id for page in reader.pages("graph", "users", kind=Users)] == ["a", "c"]
    assert "$.value[0].id" in reader.gaps[0].reason


def test_a_denial_after_an_answer_is_partial(microsoft: Microsoft):
    microsoft.answer = lambda asked: Answer(200, {}) if asked.path.endswith("/a") else no(403, "accessDenied")
    reader = microsoft.reader()
    reader.ask("graph", "users/{id}", path={"id": "a"})
    reader.ask("graph", "users/{id}", path={"id": "b"})
    assert reader.coverage().status is CoverageStatus.PARTIAL


def test_what_could_not_be_learned_in_other_ways_is_kept_too(microsoft: Microsoft):
    reader = microsoft.reader()
    reader.gap("read users", "nobody knows", missing="a word")
    reader.gap("read users", "no", about="microsoft://x")
    assert reader.gaps == (
        Gap("microsoft365", "users", SCOPE, "read users", "nobody knows", "a word"),
        Gap("microsoft365", "users", "microsoft://x", "read users", "no"),
    )
    assert reader.coverage().status is CoverageStatus.PARTIAL


def test_a_call_that_is_not_listed_is_a_defect_and_no_gap(microsoft: Microsoft):
    reader = microsoft.reader()
    with pytest.raises(ReadOnlyError):
        reader.ask("graph", "groups")
    with pytest.raises(ReadOnlyError):
        reader.command("Get-User")
    assert not reader.failed


def test_a_value_that_would_lead_elsewhere_is_a_gap(microsoft: Microsoft):
    reader = microsoft.reader()
    assert reader.ask("graph", "users/{id}", path={"id": ".."}) is None
    assert list(reader.items("sharepoint", SITE_USERS, path={"name": "hr", "group": "7"}, host="")) == []
    assert len(reader.gaps) == 2
    assert microsoft.asked == []


def test_a_command_gives_the_rows_of_all_pages(microsoft: Microsoft):
    microsoft.answer = paged(microsoft, {"value": [{"Name": "a"}], "@adminapi.warnings": []}, {"value": [{"Name": "b"}]})
    reader = microsoft.reader()
    assert reader.command("Get-Mailbox", ResultSize="Unlimited") == ({"Name": "a"}, {"Name": "b"})
    assert not reader.failed
    assert [(asked.verb, asked.host) for asked in microsoft.asked] == [("POST", EXCHANGE)] * 2
    assert json.loads(microsoft.asked[0].body) == json.loads(microsoft.asked[1].body)
    assert json.loads(microsoft.asked[0].body)["CmdletInput"]["Parameters"] == {"ResultSize": "Unlimited"}


def test_a_command_without_rows_is_no_gap_and_one_that_failed_is(microsoft: Microsoft):
    reader = microsoft.reader()
    assert reader.command("Get-Mailbox") == ()
    microsoft.answer = lambda _: no(404, "NotFound")
    assert reader.command("Get-Mailbox", none=("404",)) == ()
    assert not reader.failed
    assert reader.command("Get-Mailbox", about="microsoft://mailbox/a") is None
    assert [(gap.operation, gap.scope) for gap in reader.gaps] == [("exchange:Get-Mailbox", "microsoft://mailbox/a")]


@pytest.mark.parametrize(
    "warning",
    ["There are more results available than are displayed.", "The object x has been corrupted, and it's in an inconsistent state."],
)
def test_rows_that_were_left_out_are_a_gap(microsoft: Microsoft, warning: str):
    microsoft.answer = lambda _: Answer(200, {"value": [{"Name": "a"}], "@adminapi.warnings": ["Use another cmdlet.", warning]})
    reader = microsoft.reader()
    assert reader.command("Get-Mailbox") == ({"Name": "a"},)
    assert warning in reader.gaps[0].reason


def test_other_warnings_are_none(microsoft: Microsoft):
    for warnings in (["This cmdlet will be retired."], None, "x", [7]):
        microsoft.answer = lambda _, told=warnings: Answer(200, {"value": [], "@adminapi.warnings": told})
        reader = microsoft.reader()
        assert (reader.command("Get-Mailbox"), reader.gaps) == ((), ())


def test_of_a_command_that_breaks_off_the_rows_stand(microsoft: Microsoft):
    microsoft.answer = paged(microsoft, {"value": [{"Name": "a"}]}, no(403, "Forbidden"))
    reader = microsoft.reader()
    assert reader.command("Get-Mailbox") == ({"Name": "a"},)
    assert [gap.missing_permission for gap in reader.gaps] == ["Exchange.ManageAsApp"]


def test_a_batch_gives_each_answer_as_a_single_call_would(microsoft: Microsoft):
    bodies = {"a": (200, {"id": "a"}), "b": (404, {"error": {"code": "Request_ResourceNotFound"}}), "c": (403, {}), "d": (200, {"id": 7})}

    def answer(asked: Request) -> Reply:
        told = []
        for one in json.loads(asked.body)["requests"]:
            status, body = bodies[one["url"].partition("?")[0].rpartition("/")[2]]
            told.append({"id": one["id"], "status": status, "body": body})
        return Answer(200, {"responses": told[::-1]})

    microsoft.answer = answer
    reader = microsoft.reader()
    wanted = [Asked("users/{id}", {"id": name}, {"select": "id"}, f"microsoft://{name}", ("404",), User) for name in "abcd"]
    wanted.append(Asked("users/{id}", {"id": "b"}, none=("404",)))
    assert list(reader.batch(wanted)) == [User("a"), None, None, None, NOTHING]
    assert [(gap.scope, gap.missing_permission) for gap in reader.gaps] == [("microsoft://c", "User.Read.All"), ("microsoft://d", "")]
    assert "$select=id" in json.loads(microsoft.asked[0].body)["requests"][0]["url"]
    assert list(reader.batch([])) == []
