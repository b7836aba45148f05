"""Answers that no documentation promises: nothing crashes, nothing that lets somebody in vanishes, one malformed entry takes no other with it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.facts import Gap, Membership
from audit.ports import Scope
from audit.runs.memory import MemoryFacts, MemorySink
from policies.locations import Location
from providers.google_workspace import provider
from providers.google_workspace.collecting import collect
from providers.google_workspace.operations import OPERATIONS
from providers.sandbox.google.world import World
from tests.turns import by_turns
from tests.unit.providers.google_workspace.conftest import ADMIN, AT, small_world
from tests.unit.providers.held import held
from tests.unit.providers.mutations import Mutation, chosen, mutated
from tests.unit.providers.twisted import Twist, TwistedServer, listing_more

CASES = yaml.safe_load((Path(__file__).parents[3] / "scenarios/google_hostile/workspace.yaml").read_text("utf-8"))["cases"]
DRIVE = "https://www.googleapis.com/auth/drive"
AN = "p01@shop.example"
LABELLED = Location("google", "drive", "drive://*", label="Secret")  # labels are read where a policy goes by them


def company() -> World:
    """Somebody with one of everything."""
    world = small_world()
    world.groups["team@shop.example"] = {"id": "201", "email": "team@shop.example", "name": "Team"}
    world.members["team@shop.example"] = [{"id": "101", "email": AN, "type": "USER", "role": "OWNER", "status": "ACTIVE"}]
    world.org_units = [{"orgUnitId": "id:u1", "orgUnitPath": "/Sales", "name": "Sales"}]
    resets = {"serviceId": "00haapch16h1ysv", "privilegeName": "USERS_UPDATE"}
    world.privileges = [{"serviceId": "00haapch16h1ysv", "privilegeName": "USERS_ALL", "childPrivileges": [resets]}]
    world.tokens[AN] = [{"clientId": "1", "displayText": "App", "scopes": [DRIVE]}]
    world.asps[AN] = [{"codeId": 1}]
    world.delegates[AN] = [{"delegateEmail": "p02@shop.example", "verificationStatus": "accepted"}]
    world.forwarding_addresses[AN] = [{"forwardingEmail": "a@out.example", "verificationStatus": "accepted"}]
    world.filters[AN] = [{"id": "f", "criteria": {"from": "x@out.example"}, "action": {"forward": "c@out.example"}}]
    world.send_as[AN] = [{"sendAsEmail": "info@shop.example"}]
    world.calendar_acls["team"] = [{"id": "1", "role": "owner", "scope": {"type": "user", "value": AN}}]
    world.calendar_lists[AN] = ["team"]
    world.transfers = [{"id": "t1", "oldOwnerUserId": "102", "newOwnerUserId": "101"}]
    world.identity_policies = [{"name": "policies/1", "setting": {"type": "settings/x", "value": {"a": 1}}}]
    told = [{"name": "API_CLIENT_NAME", "value": "77"}, {"name": "API_SCOPES", "multiValue": [DRIVE]}]
    moment = {"time": "2026-11-01T00:00:00.000Z", "applicationName": "admin"}
    world.activities["admin"] = [{"id": moment, "events": [{"name": "AUTHORIZE_API_CLIENT_ACCESS", "parameters": told}]}]
    mine: dict[str, Any] = {"mimeType": "text/plain", "parents": ["root-p01"], "owners": [{"emailAddress": AN}]}
    given_to = [{"id": "9", "type": "user", "role": "reader", "emailAddress": "p20@out.example"}]
    world.files["f1"] = {"id": "f1", "name": "Letter", **mine, "permissions": given_to}
    world.files["f2"] = {"id": "f2", "name": "Other", **mine}
    world.drives["d1"] = {"id": "d1", "name": "Drive"}
    world.drive_members["d1"] = [{"id": "1", "type": "user", "role": "organizer", "emailAddress": "p02@shop.example"}]
    world.files["f3"] = {"id": "f3", "name": "Sub", "mimeType": "application/vnd.google-apps.folder", "parents": ["d1"], "driveId": "d1"}
    fields = [
        {
            "id": "F",
            "properties": {"displayName": "Sort"},
            "selectionOptions": {"choices": [{"id": "C", "properties": {"displayName": "Tax"}}]},
        }
    ]
    world.labels = [{"id": "L", "name": "labels/L", "labelType": "ADMIN", "properties": {"title": "Secret"}, "fields": fields}]
    world.file_labels["f1"] = [{"id": "L", "fields": {"F": {"id": "F", "valueType": "selection", "selection": ["C"]}}}]
    by_link = [{"id": "5", "type": "anyone", "role": "reader"}]
    world.files["f4"] = {"id": "f4", "name": "In", "mimeType": "text/plain", "parents": ["f3"], "driveId": "d1", "permissions": by_link}
    return world


@pytest.fixture(scope="module")
def twisted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TwistedServer, Path]]:
    with TwistedServer(company()) as server:
        yield server, server.write_key(tmp_path_factory.mktemp("keys") / "key.json")


def collected(
    twisted: tuple[TwistedServer, Path], twists: Mapping[str, Twist] | None = None, previous: MemoryFacts | None = None
) -> MemoryFacts:
    server, key = twisted
    server.twists, server.twisted = dict(twists or {}), set()
    sink = MemorySink()
    told = {"key_file": str(key), "endpoint_url": server.url, "subject": ADMIN, "max_attempts": 1, "workers": 2}
    asked = json.dumps(told | dict.fromkeys(("oauth_tokens", "app_passwords", "tenant_settings"), True))
    collect(Scope(asked, AT if previous is None else AT + timedelta(days=1), (LABELLED,), previous=previous), sink)
    return sink.facts()


@pytest.fixture(scope="module")
def plain(twisted: tuple[TwistedServer, Path]) -> frozenset[str]:
    """What is read of the company as it is."""
    return frozenset(statements(collected(twisted)))


def statements(facts: MemoryFacts) -> set[str]:
    """Who is in what, and who is let in to what, piece by piece."""
    acls = {acl.id: acl.grants for acl in facts.acls()}
    grants = {f"{one.id} < {grant.principal} {grant.verdict}" for one in facts.resources() for grant in acls.get(one.acl, ())}
    return grants | {f"{one.id} {one.status}" for one in facts.principals()} | {_step(one) for one in facts.memberships()}


def _step(one: Membership) -> str:
    return f"{one.member} > {one.container} {one.kind} {one.verdict}"


def more(rows: Mapping[str, list[Any]]) -> Twist:
    """An answer with more rows; once, or each mailbox would have them."""
    return lambda body: body | {key: [*body.get(key, ()), *value] for key, value in rows.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_is_let_in_and_what_is_in_the_dark(twisted: tuple[TwistedServer, Path], case: Mapping[str, Any]):
    given_more = {call: more(rows) for call, rows in case.get("more", {}).items()}
    instead: dict[str, Twist] = {call: lambda _, body=body: body for call, body in case.get("instead", {}).items()}
    facts = collected(twisted, given_more | instead)
    assert twisted[0].twisted == {*given_more, *instead}
    assert set(case.get("has", ())) - statements(facts) == set()
    reasons = [gap.reason for gap in facts.gaps()]
    if case.get("dark") != "":  # a user of whom there is no mailbox in the sandbox
        assert bool(reasons) == ("dark" in case), reasons
        assert any(case.get("dark", "") in reason for reason in reasons) == ("dark" in case), reasons


WRONG = (None, 7, "text", [], {"name": None, "email": [], "id": {}}, {"id": []}, {"name": "\x00\u202e", "id": None})
LISTS = [
    f"{operation.service}:{operation.name}"
    for operation in OPERATIONS
    if operation.name.endswith(".list") and operation.name not in ("changes.list", "acl.list")
]  # a rule of a calendar without a scope may mean anybody, and is no malformed one


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("call", LISTS)
def test_entries_of_another_form_take_no_others_with_them(
    twisted: tuple[TwistedServer, Path], plain: frozenset[str], call: str, *, before: bool
):
    found = collected(twisted, {call: listing_more(*WRONG, before=before)})
    assert call in twisted[0].twisted
    assert plain - statements(found) == set()
    assert list(found.gaps()) or call.endswith("asps.list")  # a password is counted, whatever it is


KEYS = (
    *("domains", "organizationUnits", "users", "groups", "members", "items", "policies", "dataTransfers", "files", "drives", "permissions"),
    *("delegates", "forwardingAddresses", "filter", "sendAs"),
)  # of the lists in answers


@pytest.mark.parametrize(
    "call", by_turns(sorted({f"{operation.service}:{operation.name}" for operation in OPERATIONS} - {"drive.v3:changes.list"}))
)
def test_answers_that_are_none_are_gaps(twisted: tuple[TwistedServer, Path], plain: frozenset[str], call: str):
    for shape in ("[]", "{", '{"x": "\\ud800"}', "\xff", "[" * 5000, json.dumps(dict.fromkeys(KEYS, 7))):
        found = collected(twisted, {call: lambda _, shape=shape: shape.encode("latin-1")})
        assert not plain - statements(found) or list(found.gaps())


def test_nobody_acts_as_a_user_whose_address_is_not_told(twisted: tuple[TwistedServer, Path]):
    server, _ = twisted
    made = len(server.log)
    facts = collected(twisted, {"admin.directory_v1:users.list": more({"users": [{"id": "110"}]})})
    assert {call.subject for call in server.log[made:] if call.api in ("gmail.v1", "calendar.v3", "drive.v3")} <= {
        ADMIN,
        AN,
        "p02@shop.example",
    }
    dark = {gap.surface for gap in facts.gaps() if gap.scope == "google://user/110"}
    assert dark >= {"gmail", "calendar", "drive"}


def test_nobody_was_made_tomorrow(twisted: tuple[TwistedServer, Path]):
    row = {"id": "110", "primaryEmail": "p10@shop.example", "creationTime": "9999-12-31T00:00:00Z"}
    facts = collected(twisted, {"admin.directory_v1:users.list": more({"users": [row]})})
    assert [one.attribute("created") for one in facts.principals() if one.id == "google://user/p10@shop.example"] == [""]


def test_folders_that_hold_each_other_and_very_deep_ones(twisted: tuple[TwistedServer, Path]):
    folder = "application/vnd.google-apps.folder"
    chain = [{"id": f"c{at}", "mimeType": folder, "parents": [f"c{at + 1}"], "driveId": "d1"} for at in range(300)]
    round_ = [
        {"id": "r1", "mimeType": folder, "parents": ["r2"]},
        {"id": "r2", "mimeType": folder, "parents": ["r1"]},
        {"id": "r3", "parents": ["r3"], "mimeType": folder},
    ]
    facts = collected(twisted, {"drive.v3:files.list": more({"files": [*chain, *round_]})})
    assert {f"drive://c{at}" for at in range(300)} | {"drive://r1", "drive://r2", "drive://r3"} <= {one.id for one in facts.resources()}


@pytest.mark.parametrize("call", ["drive.v3:changes.list", "admin.reports_v1:activities.list"])
def test_what_has_changed_since_is_read_as_far_as_it_is_understood(twisted: tuple[TwistedServer, Path], plain: frozenset[str], call: str):
    activity = {
        "id": {"time": "2026-11-23T03:00:00Z"},
        "events": [{"name": "change_user_access", "parameters": [{"name": "doc_id", "value": "f1"}]}],
    }
    twisted[0].world.activities["drive"] = [activity]  # without a log the log is not asked
    twisted[0].world.touch()
    yesterday = collected(twisted)
    for wrong in (
        listing_more(*WRONG, {"events": 7}, {"events": [None]}, {"events": [{"parameters": {}}]}),
        lambda _: {"items": 7, "changes": 7},
    ):
        found = collected(twisted, {call: wrong}, yesterday)
        assert call in twisted[0].twisted
        assert not plain - statements(found) or list(found.gaps())
        lost = {text for text in plain - statements(found) if text.startswith("drive://")}
        assert lost == set()  # what the log does not tell is read in full


def test_all_of_it_at_once_goes_through_to_the_findings(twisted: tuple[TwistedServer, Path], tmp_path: Path):
    server, key = twisted
    rows: dict[str, dict[str, list[Any]]] = {}
    for case in CASES:
        for call, added in case.get("more", {}).items():
            for name, entries in added.items():
                rows.setdefault(call, {}).setdefault(name, []).extend(entries)
    server.twists = {call: more(added) for call, added in rows.items()}
    told = {"key_file": json.dumps(str(key)), "endpoint_url": server.url, "subject": ADMIN, "max_attempts": 1, "oauth_tokens": "true"}
    places = {
        "drive": "{system: google, kind: shared-drive, ref: 'drive:d1'}",
        "file": "{system: google, kind: file, ref: 'drive:f1'}",
        "mailbox": f"{{system: google, kind: mailbox, ref: {AN}}}",
        "calendar": f"{{system: google, kind: calendar, ref: {AN}}}",
    }
    found = held(provider, told, places, tmp_path / "runs")
    assert {finding.asset for finding in found.findings} >= set(places)
    met = {grant.principal for acl in found.run.acls() for grant in acl.grants}
    assert met >= {"google://permission/crowd/3", "google://user/p20@out.example", "google://link/anyone"}
    reached = {reach.asset for reach in found.resolved.reaches}
    assert reached == set(places)


# One change to one answer, anywhere.

NAMES = frozenset(
    (
        *("id", "email", "primaryEmail", "orgUnitPath", "orgUnitId", "domainName", "roleId", "assignedTo", "clientId", "delegateEmail"),
        *("forwardingEmail", "emailAddress", "sendAsEmail", "forward", "value", "name", "multiValue", "scopes", "serviceId", "aliases"),
        *(
            "privilegeName",
            "assigneeType",
            "scopeType",
            "dataOwner",
            "customerId",
            "parents",
            "driveId",
            "domain",
            "time",
            "kind",
            "summary",
        ),
        *("mimeType", "permissionIds", "startPageToken", "fullName", "displayText", "oldOwnerUserId", "newOwnerUserId", "type"),
    )
)  # what says of whom or what an answer is: another word is another thing
WORDS = frozenset(
    (
        *("whoCanJoin", "allowExternalMembers", "enabled", "isSuperAdminRole", "isAdmin", "isDelegatedAdmin", "isMailboxSetup", "role"),
        *("trashed", "ownedByMe", "suspended", "archived", "isPrimary", "verificationStatus", "deletionTime", "status", "incompleteSearch"),
    )
)  # settings that may be left out, or have another word that is known


def is_told(mutation: Mutation, held: Any) -> bool:
    """Whether the answer says something else now, and does not lack anything: a list that is left out is empty."""
    if mutation.how in ("drop", "null"):
        return isinstance(held, list | dict) or isinstance(mutation.path[-1], int) or mutation.key in NAMES | WORDS
    if mutation.key in WORDS:
        return isinstance(mutation.value, bool) or mutation.value in ("true", "", 1)
    return mutation.key in NAMES and (mutation.how == "word" or isinstance(mutation.value, int))


def reach_of(said: Iterable[str]) -> set[str]:
    """Who is let in, however sure that is."""
    return {text.rpartition(" ")[0] for text in said if " < " in text or " > " in text}


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_one_change_to_one_answer_loses_nobody_in_silence(twisted: tuple[TwistedServer, Path], plain: frozenset[str], seed: int):
    dice, done = Random(seed), list[tuple[Mutation, Any]]()

    def twist(body: Any) -> Any:
        mutation = None if done else chosen(body, dice)
        if mutation is None:
            return body
        held = body
        for step in mutation.path:
            held = held[step]
        done.append((mutation, held))
        return mutated(body, mutation)

    operation = dice.choice(OPERATIONS)
    found = collected(twisted, {f"{operation.service}:{operation.name}": twist})
    lost, dark = reach_of(plain) - reach_of(statements(found)), list[Gap](found.gaps())
    if lost and not (done and is_told(*done[0])):
        assert dark, (operation.name, done, lost)
