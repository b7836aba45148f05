import pytest

from audit.model.facts import MembershipKind, Principal, Verdict
from providers.google_workspace.normalise.delegation import Authorised, authorised, declared, seen, token
from providers.google_workspace.settings import DelegatedClient
from providers.values import MALFORMED
from tests.unit.providers.google_workspace.tenant import ADMIN, AN, BO, DIRECTORY, memberships, only

DRIVE, DIRECTORY_SCOPE = "https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/admin.directory.user"


def test_a_declared_client_acts_as_every_active_user():
    facts = list(declared(DelegatedClient("110000000000", (DRIVE,), "Backup@shop.iam.gserviceaccount.com"), DIRECTORY))
    service = only(facts, Principal)
    assert service.id == "google://service-account/backup@shop.iam.gserviceaccount.com"
    assert service.attribute("directory_id") == "110000000000"
    found = memberships(facts)
    assert {one.container for one in found} == {AN.id, BO.id, ADMIN.id}
    assert {(one.member, one.kind, one.verdict, one.only) for one in found} == {
        (service.id, MembershipKind.IMPERSONATE, Verdict.YES, ("drive://",))
    }
    assert {one.because for one in found} == {"domain-wide delegation of client 110000000000: drive"}


def test_a_client_without_a_service_account_is_an_application():
    facts = list(declared(DelegatedClient("110000000000", (DIRECTORY_SCOPE,)), DIRECTORY))
    assert only(facts, Principal).id == "google://app/110000000000"
    assert {(one.container, one.kind) for one in memberships(facts)} == {(ADMIN.id, MembershipKind.ESCALATE)}


def _event(name: str, client: str, time: str, scopes: object = None) -> dict[str, object]:
    parameters = [{"name": "API_CLIENT_NAME", "value": client}, {"name": "DOMAIN_NAME", "value": "shop.example"}]
    if isinstance(scopes, list):
        parameters.append({"name": "API_SCOPES", "multiValue": scopes})
    elif scopes:
        parameters.append({"name": "API_SCOPES", "value": scopes})
    return {"id": {"time": time}, "events": [{"type": "DOMAIN_SETTINGS", "name": name, "parameters": parameters}]}


AUTHORISE, REMOVE = "AUTHORIZE_API_CLIENT_ACCESS", "REMOVE_API_CLIENT_ACCESS"


def test_the_log_is_played_in_the_order_of_time():
    log = [
        _event(REMOVE, "1", "2026-03-01T00:00:00Z"),
        _event(AUTHORISE, "2", "2026-02-02T00:00:00Z", f"{DRIVE}, https://mail.google.com/"),
        _event(AUTHORISE, "1", "2026-01-01T00:00:00Z", [DRIVE]),
        _event(REMOVE, "3", "2026-01-01T00:00:00Z"),
        _event(AUTHORISE, "3", "2026-01-05T00:00:00Z", [DRIVE]),
        _event("CHANGE_PRIMARY_DOMAIN", "4", "2026-01-05T00:00:00Z", [DRIVE]),
    ]
    assert authorised(log) == (
        Authorised("2", ("https://mail.google.com/", DRIVE), "2026-02-02"),
        Authorised("3", (DRIVE,), "2026-01-05"),
    )


def test_entries_without_events_say_nothing():
    assert authorised([{"id": {"time": "2026-01-01T00:00:00Z"}}]) == ()


@pytest.mark.parametrize(
    "entry", [{"id": {"time": "2026-01-02T00:00:00Z"}, "events": [{"name": AUTHORISE}]}, {"events": [{"name": AUTHORISE}]}]
)
def test_entries_without_client_or_time_are_errors(entry: dict[str, object]):
    with pytest.raises(MALFORMED):
        authorised([entry])


def test_a_client_without_scopes_may_have_any():
    told = {"name": "API_CLIENT_NAME", "value": "2"}
    (client,) = authorised([{"id": {"time": "2026-01-02T00:00:00Z"}, "events": [{"name": AUTHORISE, "parameters": [told]}]}])
    assert {one.verdict for one in memberships(seen(client, DIRECTORY))} == {Verdict.UNKNOWN}


def test_a_client_that_the_log_alone_tells_of():
    facts = list(seen(Authorised("2", (DRIVE,), "2026-02-02"), DIRECTORY))
    assert only(facts, Principal).id == "google://app/2"
    found = memberships(facts)
    assert {(one.verdict, one.only) for one in found} == {(Verdict.YES, ("drive://",))}
    assert all("2026-02-02" in one.because and "delegated_clients" in one.because for one in found)


def test_an_application_that_a_user_let_in():
    facts = list(token({"clientId": "7.apps.googleusercontent.com", "displayText": "Notes", "anonymous": True, "scopes": [DRIVE]}, AN))
    app = only(facts, Principal)
    assert (app.id, app.name, app.attribute("unregistered")) == ("google://app/7.apps.googleusercontent.com", "Notes", "true")
    (found,) = memberships(facts)
    assert (found.member, found.container, found.kind) == (app.id, AN.id, MembershipKind.DELEGATE)
    assert (found.only, found.because) == (("drive://",), "p01@shop.example let in Notes: drive")


def test_an_application_that_only_knows_who_signs_in_reaches_nothing():
    assert memberships(token({"clientId": "7", "scopes": ["openid", "email"]}, AN)) == set()


def test_a_token_whose_scopes_were_not_told_may_open_anything():
    (found,) = memberships(token({"clientId": "7"}, AN))
    assert found.verdict is Verdict.UNKNOWN


def test_a_token_without_a_client_is_an_error():
    with pytest.raises(MALFORMED):
        list(token({"scopes": [DRIVE]}, AN))
