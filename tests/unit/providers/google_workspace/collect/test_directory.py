from providers.sandbox.google.faults import Kind
from tests.unit.providers.google_workspace.conftest import Company, principal

AN = "google://user/p01@shop.example"


def test_deleted_users_are_read_too(company: Company):
    company.world.deleted_users["p09@shop.example"] = {
        "id": "109",
        "primaryEmail": "p09@shop.example",
        "deletionTime": "2026-11-20T00:00:00.000Z",
    }
    gone = principal(company.collect(), "google://user/p09@shop.example?uid=109")
    assert gone.status == "deleted"


def test_every_page_is_read(company: Company):
    for number in range(200, 1300):
        address = f"x{number}@shop.example"
        company.world.users[address] = {"id": str(number), "primaryEmail": address, "suspended": True}
    facts = company.collect()
    assert len([one for one in facts.principals() if one.id.startswith("google://user/x")]) == 1100
    assert len(company.server.calls("admin.directory_v1", "users.list")) == 4  # three pages, and one of the deleted


def test_what_is_not_needed_is_not_fetched(company: Company):
    company.collect()
    masks = {call.parameters["fields"] for call in company.server.calls("admin.directory_v1", "users.list")}
    assert all("lastLoginTime" not in mask and "phones" not in mask for mask in masks)
    company.collect(activity_data="last_used_bucket")
    assert any("lastLoginTime" in call.parameters["fields"] for call in company.server.calls("admin.directory_v1", "users.list"))


def test_a_page_that_fails_leaves_the_others_and_a_gap(company: Company):
    for number in range(200, 1000):
        company.world.users[f"x{number}@shop.example"] = {"id": str(number), "primaryEmail": f"x{number}@shop.example", "suspended": True}
    company.server.fail("admin.directory_v1", "users.list", status=503, page=2)
    facts = company.collect()
    assert len([one for one in facts.principals() if one.kind == "account"]) == 500
    assert "users" in {gap.surface for gap in facts.gaps() if gap.scope == "google://"}


def test_a_page_token_that_comes_back_does_not_go_round_for_ever(company: Company):
    for number in range(200, 1000):
        company.world.users[f"x{number}@shop.example"] = {"id": str(number), "primaryEmail": f"x{number}@shop.example", "suspended": True}
    company.server.fail("admin.directory_v1", "users.list", kind=Kind.REPEATED, page=2)
    facts = company.collect()
    assert "users" in {gap.surface for gap in facts.gaps() if gap.scope == "google://"}


def test_a_row_that_names_nobody_is_a_gap_and_the_others_stand(company: Company):
    company.world.users["p10@shop.example"] = {"primaryEmail": "", "kind": "admin#directory#user"}
    facts = company.collect()
    assert [gap.scope for gap in facts.gaps() if gap.operation == "read users"] == ["google://", "google://user/unread"]
    assert principal(facts, AN)


def test_domains_and_their_aliases(company: Company):
    company.world.domains[0]["domainAliases"] = [{"domainAliasName": "shop.test", "parentDomainName": "shop.example"}]
    facts = company.collect()
    assert principal(facts, "google://domain/shop.test").attribute("alias_of") == "google://domain/shop.example"


def test_a_domain_without_a_name_is_a_gap_and_the_others_stand(company: Company):
    company.world.domains.append({"isPrimary": False})
    facts = company.collect()
    assert [gap.scope for gap in facts.gaps() if gap.surface == "domains"] == ["google://"]
    assert principal(facts, "google://domain/shop.example")


def test_app_passwords_of_one_user_that_can_not_be_read_are_a_gap_of_that_user(company: Company):
    company.server.fail("admin.directory_v1", "asps.list", status=403, reason="forbidden", match={"userKey": "p01@shop.example"})
    facts = company.collect(app_passwords=True)
    assert [gap.scope for gap in facts.gaps() if gap.surface == "app-passwords"] == [AN]
    assert principal(facts, AN).attribute("app_passwords") == ""
    assert principal(facts, "google://user/p02@shop.example").attribute("app_passwords") == "0"
