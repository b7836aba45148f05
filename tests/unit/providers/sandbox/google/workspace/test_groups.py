from tests.unit.providers.sandbox.google.worlds import ADMIN, HR, P01, P02, ask, ids, member, refusal

LABEL = "cloudidentity.googleapis.com/groups.dynamic"


def identity(server, subject=ADMIN):
    return ask(server, "cloudidentity.v1", "cloud-identity.groups.readonly cloud-identity.policies.readonly", subject)


def test_settings_are_texts(server):
    server.world.group_settings[HR] = {"allowExternalMembers": "true", "whoCanJoin": "INVITED_CAN_JOIN"}
    groups = ask(server, "groupssettings.v1", "apps.groups.settings", ADMIN).groups()
    found = groups.get(groupUniqueId=HR).execute()
    assert (found["email"], found["allowExternalMembers"]) == (HR, "true")
    assert refusal(groups.get(groupUniqueId="none@kanaal.example"))[0] == 404
    server.world.group_settings[HR]["allowExternalMembers"] = True
    assert refusal(groups.get(groupUniqueId=HR)) == (500, "sandboxProblem")
    assert "is no text" in server.problems.pop()


def test_a_service_account_that_reads_groups(server):
    server.world.resources["//iam.googleapis.com/projects/p/serviceAccounts/s"] = {
        "email": "toegang@sample-audit.iam.gserviceaccount.com",
        "uniqueId": "555",
    }
    groups = ask(server, "groupssettings.v1", "apps.groups.settings").groups()
    assert refusal(groups.get(groupUniqueId=HR)) == (403, "forbidden")
    server.world.roles = [{"roleId": "7", "rolePrivileges": [{"privilegeName": "GROUPS_RETRIEVE", "serviceId": "1"}]}]
    server.world.role_assignments = [{"roleId": "7", "assignedTo": "555"}]
    assert groups.get(groupUniqueId=HR).execute()["name"] == "HR"


def test_dynamic_groups(server):
    query = {"queries": [{"resourceType": "USER", "query": "user.organizations.exists(o, o.department=='HR')"}]}
    server.world.identity_groups[HR] = {"labels": {LABEL: ""}, "dynamicGroupMetadata": query}
    groups = identity(server).groups()
    assert groups.list(parent="customers/C01abc", view="FULL").execute()["groups"][0]["dynamicGroupMetadata"] == query
    assert "labels" not in groups.list(parent="customers/C01abc").execute()["groups"][0]
    assert len(groups.search(query=f"parent == 'customers/C01abc' && '{LABEL}' in labels").execute()["groups"]) == 1
    assert "groups" not in groups.search(query="parent == 'customers/C01abc' && 'other' in labels").execute()
    assert refusal(groups.search(query="true"))[0] == 400
    assert refusal(groups.list(parent="customers/C99"))[0] == 403
    assert refusal(identity(server, P01).groups().list(parent="customers/C01abc"))[0] == 403


def test_one_group_and_who_is_in_it(server):
    server.world.members[HR].append(member(P01, role="OWNER"))
    groups = identity(server).groups()
    name = groups.lookup(groupKey_id=HR).execute()["name"]
    assert groups.get(name=name).execute()["groupKey"] == {"id": HR}
    rows = groups.memberships().list(parent=name, view="FULL").execute()["memberships"]
    assert [(row["preferredMemberKey"]["id"], [role["name"] for role in row["roles"]]) for row in rows] == [
        (P02, ["MEMBER"]),
        (P01, ["MEMBER", "OWNER"]),
    ]
    assert refusal(groups.get(name="groups/none"))[0] == 403
    assert refusal(groups.memberships().searchTransitiveMemberships(parent=name))[0] == 403


def test_settings_of_the_tenant(server):
    server.world.identity_policies = [
        {"name": f"policies/{number}", "setting": {"type": kind}}
        for number, kind in enumerate(("settings/drive_and_docs.external_sharing", "settings/gmail.x"))
    ]
    policies = identity(server).policies()
    assert ids(policies.list(filter=r"setting.type.matches('^settings/drive_and_docs\..*$')").execute()["policies"], "name") == [
        "policies/0"
    ]
    assert len(policies.list().execute()["policies"]) == 2
    assert refusal(policies.list(filter="x"))[0] == 400
    assert refusal(identity(server, P01).policies().list())[0] == 403
