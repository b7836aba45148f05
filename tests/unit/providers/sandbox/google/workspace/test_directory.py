import pytest

from tests.unit.providers.sandbox.google.worlds import ADMIN, HR, P01, P02, P03, ask, ids, member, refusal, user

READ = "admin.directory.user.readonly admin.directory.group.readonly admin.directory.group.member.readonly"
MORE = "admin.directory.rolemanagement.readonly admin.directory.orgunit.readonly admin.directory.domain.readonly admin.directory.customer.readonly"


def directory(server, subject=ADMIN, scope=f"{READ} {MORE} admin.directory.user.security"):
    return ask(server, "admin.directory_v1", scope, subject)


def test_users_of_the_tenant(server):
    users = directory(server).users()
    assert len(users.list(customer="my_customer").execute()["users"]) == 4
    assert len(users.list(customer="C01abc").execute()["users"]) == 4
    assert len(users.list(domain="kanaal.example").execute()["users"]) == 4
    assert refusal(users.list()) == (400, "badRequest")
    assert refusal(users.list(customer="C99"))[0] == 403
    assert refusal(users.list(domain="other.example"))[0] == 404


def test_deleted_users_are_a_list_of_their_own(server):
    server.world.deleted_users = {"gone@kanaal.example": user("gone@kanaal.example", 9, deletionTime="2026-10-01T00:00:00.000Z")}
    assert ids(directory(server).users().list(customer="my_customer", showDeleted="true").execute()["users"]) == ["9"]


def test_schemas_of_ones_own_are_told_when_asked_for(server):
    server.world.users[P01]["customSchemas"] = {"hr": {"number": "1"}}
    users = directory(server).users()
    assert "customSchemas" not in users.list(customer="my_customer").execute()["users"][1]
    assert users.list(customer="my_customer", projection="full").execute()["users"][1]["customSchemas"] == {"hr": {"number": "1"}}


def test_users_in_order_and_searched(server):
    server.world.users[P01] |= {"suspended": True, "orgUnitPath": "/shop"}
    users = directory(server).users()
    assert ids(users.list(customer="my_customer", orderBy="email", sortOrder="DESCENDING").execute()["users"])[0] == "103"
    assert ids(users.list(customer="my_customer", query="isSuspended=true orgUnitPath='/shop'").execute()["users"]) == ["101"]
    assert refusal(users.list(customer="my_customer", query="colour=red"))[0] == 400


def test_only_administrators(server):
    assert refusal(directory(server, P01).users().list(customer="my_customer")) == (403, "forbidden")
    assert directory(server, P01).users().get(userKey=P01).execute()["id"] == "101"
    assert refusal(directory(server, P01).users().get(userKey=P02))[0] == 403
    assert refusal(directory(server).users().get(userKey="nobody@kanaal.example")) == (404, "notFound")


def test_groups_and_who_is_in_them(server):
    server.world.members[HR] += [member("out@out.example", role="OWNER"), {"id": "C01abc", "type": "CUSTOMER", "role": "MEMBER"}]
    server.world.touch()
    service = directory(server)
    assert ids(service.groups().list(customer="my_customer").execute()["groups"]) == ["g1"]
    assert ids(service.groups().list(userKey=P02).execute()["groups"]) == ["g1"]
    assert "groups" not in service.groups().list(userKey=P01).execute()
    members = service.members().list(groupKey="g1").execute()["members"]
    assert [each.get("email") for each in members] == [P02, "out@out.example", None]
    assert ids(service.members().list(groupKey=HR, roles="OWNER,MANAGER").execute()["members"], "email") == ["out@out.example"]
    derived = service.members().list(groupKey=HR, includeDerivedMembership=True).execute()["members"]
    assert {each.get("email") for each in derived} >= {P01, P02, P03, ADMIN}
    assert service.members().hasMember(groupKey=HR, memberKey=P01).execute() == {"isMember": True}
    assert refusal(service.members().list(groupKey="none@kanaal.example")) == (404, "notFound")


def test_roles_and_who_has_them(server):
    server.world.roles = [
        {"roleId": "7", "roleName": "helpdesk", "rolePrivileges": [{"privilegeName": "USERS_RETRIEVE", "serviceId": "1"}]}
    ]
    server.world.role_assignments = [
        {"roleAssignmentId": "1", "roleId": "7", "assignedTo": "101", "scopeType": "CUSTOMER", "assigneeType": "user"},
        {"roleAssignmentId": "2", "roleId": "8", "assignedTo": "g1", "scopeType": "CUSTOMER", "assigneeType": "group"},
    ]
    server.world.privileges = [{"privilegeName": "USERS_RETRIEVE", "serviceId": "1"}]
    service = directory(server)
    assert ids(service.roles().list(customer="my_customer").execute()["items"], "roleId") == ["7"]
    assignments = service.roleAssignments()
    assert len(assignments.list(customer="my_customer").execute()["items"]) == 2
    assert ids(assignments.list(customer="my_customer", roleId="8").execute()["items"], "assignedTo") == ["g1"]
    assert ids(assignments.list(customer="my_customer", userKey=P01).execute()["items"], "assignedTo") == ["101"]
    assert len(service.privileges().list(customer="my_customer").execute()["items"]) == 1
    assert refusal(service.roles().list(customer="C99"))[0] == 403


def test_what_the_tenant_is(server):
    server.world.org_units = [{"orgUnitPath": "/shop", "orgUnitId": "id:1", "name": "shop"}]
    service = directory(server)
    assert service.customers().get(customerKey="my_customer").execute()["id"] == "C01abc"
    assert ids(service.domains().list(customer="my_customer").execute()["domains"], "domainName") == ["kanaal.example"]
    assert len(service.orgunits().list(customerId="my_customer").execute()["organizationUnits"]) == 1


@pytest.mark.parametrize("kind", ["tokens", "asps"])
def test_tokens_and_app_passwords(server, kind):
    server.world.tokens[P01] = [{"clientId": "app", "scopes": ["https://mail.google.com/"], "userKey": "101"}]
    server.world.asps[P01] = [{"codeId": 1, "name": "phone", "userKey": "101"}]
    listed = getattr(directory(server), kind)()
    assert len(listed.list(userKey=P01).execute()["items"]) == 1
    assert "items" not in listed.list(userKey=P02).execute()
    assert refusal(getattr(directory(server, P01), kind)().list(userKey=P01))[0] == 403
