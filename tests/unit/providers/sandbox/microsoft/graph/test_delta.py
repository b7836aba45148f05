from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.server import MicrosoftServer
from tests.unit.providers.sandbox.microsoft.worlds import GUEST, HIDDEN, HR, NESTED, P01, P02, P03, SERVICE, Client, guid, ids, tenant, user


def link(page):
    return page["@odata.deltaLink"]


def test_everything_then_nothing_then_what_has_changed(server, client):
    rows, page = client.value("users/delta?$select=displayName,accountEnabled")
    assert {row["id"]: row.get("accountEnabled") for row in rows} == {P01: True, P02: None, P03: None, GUEST: None}
    assert "accountEnabled" not in rows[1]  # what was never set is left out
    rows, page = client.value(link(page))
    assert rows == []
    edits.put_user(server.world, {"id": P01, "displayName": "new"})
    edits.put_user(server.world, user("p09", 9))
    edits.delete_user(server.world, P02)
    edits.delete_user(server.world, P03, forever=True)
    rows, page = client.value(link(page))
    assert sorted(rows, key=lambda row: row["id"]) == [
        {"displayName": "new", "accountEnabled": True, "id": P01},
        {"id": P02, "@removed": {"reason": "changed"}},
        {"id": P03, "@removed": {"reason": "deleted"}},
        {"displayName": "p09", "id": guid(9)},
    ]
    edits.restore_user(server.world, P02)
    assert client.value(link(page))[0] == [{"displayName": "p02", "id": P02}]


def test_members_come_in_pieces_after_every_group_was_named(server, client):
    server.shorten_pages(2)
    rows, _ = client.value("groups/delta")
    assert ids(rows) == [HR, NESTED, HIDDEN, HR]
    told = [each["id"] for row in rows if row["id"] == HR for each in row["members@delta"]]
    assert told == [P01, P02, P03, NESTED]
    assert rows[3]["displayName"] == "HR"
    assert rows[1]["members@delta"][1] == {"@odata.type": "#microsoft.graph.servicePrincipal", "id": SERVICE}


def test_relations_that_were_selected(client):
    assert "members@delta" not in client.value("groups/delta?$select=displayName")[0][0]
    rows, _ = client.value("groups/delta?$select=displayName,members,owners")
    assert (len(rows[0]["members@delta"]), ids(rows[0]["owners@delta"])) == (4, [P01])
    assert "members@delta" in client.value("groups/delta?$select=displayName&$expand=members")[0][0]


def test_who_came_and_who_went(server, client):
    _, page = client.value("groups/delta?$select=displayName,members,owners")
    edits.leave(server.world, HR, P02)
    edits.join(server.world, HR, GUEST)
    edits.join(server.world, HR, P03, owner=True)
    edits.delete_user(server.world, P01)
    edits.delete_group(server.world, NESTED)
    rows, page = client.value(link(page))
    told = {row["id"]: row for row in rows}
    typed = {"@odata.type": "#microsoft.graph.user"}
    gone = {"@removed": {"reason": "deleted"}}
    assert told[HR]["displayName"] == "HR"  # what has not changed, too
    assert told[HR]["members@delta"] == [
        typed | {"id": P02} | gone,
        typed | {"id": GUEST},
        typed | {"id": P01} | gone,
        typed | {"id": NESTED} | gone,
    ]
    assert told[HR]["owners@delta"] == [typed | {"id": P03}, typed | {"id": P01} | gone]
    assert told[NESTED] == {"id": NESTED, "@removed": {"reason": "deleted"}}
    assert client.value(link(page))[0] == []


def test_of_a_hidden_membership_nothing_is_told(server, client):
    server.withdraw("graph", "Member.Read.Hidden")
    rows, page = client.value("groups/delta")
    assert [("members@delta" in row) for row in rows] == [True, True, False]
    edits.join(server.world, HIDDEN, P02)
    assert [("members@delta" in row) for row in client.value(link(page))[0]] == [False]


def test_a_token_that_has_expired(server, client):
    _, page = client.value("users/delta")
    edits.forget_changes(server.world)
    answer = client.send("GET", link(page))
    assert answer.status == 410
    assert len(client.value(answer.headers["Location"])[0]) == 4


def test_tokens_are_no_playthings(client):
    _, page = client.value("users/delta")
    token = link(page).partition("$deltatoken=")[2]
    for path in (
        f"groups/delta?$deltatoken={token}",
        f"users/delta?$skiptoken=x{token}",
        f"users/delta?$deltatoken={token}&$select=id",
        "users/delta?$top=2",
        "users/delta?$filter=displayName eq 'x'",
    ):
        assert client.get(path)[0] == 400
    assert len(client.get("users/delta", Prefer="return=minimal, odata.maxpagesize=3")[1]["value"]) == 3
    assert client.value("users/delta?$deltatoken=latest")[0] == []


def test_some_objects_alone(server, client):
    rows, page = client.value(f"users/delta?$select=displayName&$filter=id eq '{P01}' or id eq '{P02}'")
    assert ids(rows) == [P01, P02]
    edits.put_user(server.world, {"id": P03, "displayName": "new"})
    assert client.value(link(page))[0] == []


USERS = [P01, P02, *(guid(number) for number in range(60, 64))]
GROUPS = [HR, NESTED, *(guid(number) for number in range(70, 72))]
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("put_user"), st.sampled_from(USERS)),
        st.tuples(st.just("delete_user"), st.sampled_from(USERS)),
        st.tuples(st.just("put_group"), st.sampled_from(GROUPS)),
        st.tuples(st.just("delete_group"), st.sampled_from(GROUPS)),
        st.tuples(st.just("join"), st.sampled_from(GROUPS), st.sampled_from(USERS + GROUPS)),
        st.tuples(st.just("leave"), st.sampled_from(GROUPS), st.sampled_from(USERS + GROUPS)),
    ),
    max_size=12,
)


def apply(world, edit):
    act, name, *more = edit
    if act == "put_user":
        edits.put_user(world, {"id": name, "displayName": f"{name} {world.last_change}"})
    elif act == "put_group":
        edits.put_group(world, {"id": name, "displayName": f"{name} {world.last_change}", "groupTypes": []})
    elif name not in (world.users if act == "delete_user" else world.groups):
        return
    elif act in ("delete_user", "delete_group"):
        getattr(edits, act)(world, name)
    elif act == "join" and world.find(more[0]):
        edits.join(world, name, more[0])
    elif act == "leave" and more[0] in world.members.get(name, ()):
        edits.leave(world, name, more[0])


def merge(state, rows):
    for row in rows:
        if "@removed" in row:
            state.pop(row["id"], None)
            continue
        _, members = state.get(row["id"], ("", frozenset()))
        for each in row.get("members@delta", ()):
            members = members - {each["id"]} if "@removed" in each else members | {each["id"]}
        state[row["id"]] = (row["displayName"], members)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=EDITS, rounds=st.lists(EDITS, max_size=3), midway=EDITS, most=st.integers(1, 4))
def test_deltas_add_up_to_the_whole(tmp_path_factory, before, rounds, midway, most):
    world = tenant()
    for edit in before:
        apply(world, edit)
    with MicrosoftServer(world) as server:
        client = Client(server, tmp_path_factory.mktemp("w"))
        server.shorten_pages(most)
        states = {"users": {}, "groups": {}}
        links = {}
        for name, state in states.items():
            _, page = client.get(f"{name}/delta")
            merge(state, page["value"])
            for edit in midway:
                apply(world, edit)
            while "@odata.nextLink" in page:
                _, page = client.get(page["@odata.nextLink"])
                merge(state, page["value"])
            links[name] = link(page)
        for edit in (edit for each in rounds for edit in each):
            apply(world, edit)
        for name, state in states.items():
            merge(state, client.value(links[name])[0])
        assert states["users"] == {name: (each["displayName"], frozenset()) for name, each in world.users.items()}
        assert states["groups"] == {
            name: (each["displayName"], frozenset(world.members.get(name, ()))) for name, each in world.groups.items()
        }
