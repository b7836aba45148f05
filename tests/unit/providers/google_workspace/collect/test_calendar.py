from audit.model.facts import PUBLIC
from tests.unit.providers.google_workspace.conftest import Company

AN, BO = "google://user/p01@shop.example", "google://user/p02@shop.example"
MINE, LEAVE = "google://calendar/p01@shop.example", "google://calendar/c_1@group.calendar.google.com"


def _who(facts, calendar: str) -> set[str]:
    (found,) = [one for one in facts.resources() if one.id == calendar]
    (acl,) = [acl for acl in facts.acls() if acl.id == found.acl]
    return {grant.principal for grant in acl.grants if grant.source == "calendar"}


def _share_leave(company: Company, owner: str) -> None:
    name = "c_1@group.calendar.google.com"
    company.world.calendars[name] = {"id": name, "summary": "Sick leave", "dataOwner": owner}
    rules = [("owner", "user", "p01@shop.example"), ("owner", "user", "p02@shop.example"), ("reader", "domain", "shop.example")]
    company.world.calendar_acls[name] = [
        {"id": f"{kind}:{value}", "role": role, "scope": {"type": kind, "value": value}} for role, kind, value in rules
    ]
    company.world.calendar_lists = {"p01@shop.example": [name], "p02@shop.example": [name]}


def test_a_primary_calendar_that_all_the_world_sees(company: Company):
    company.world.calendar_acls["p01@shop.example"] = [{"id": "default", "role": "freeBusyReader", "scope": {"type": "default"}}]
    assert _who(company.collect(), MINE) == {AN, PUBLIC}


def test_another_calendar_is_one_resource_though_it_has_several_owners(company: Company):
    _share_leave(company, "p01@shop.example")
    assert _who(company.collect(), LEAVE) == {AN, BO, "google://domain/shop.example"}


def test_a_calendar_whose_data_owner_is_suspended_is_read_as_another_owner(company: Company):
    _share_leave(company, "p01@shop.example")
    company.world.users["p01@shop.example"]["suspended"] = True
    assert _who(company.collect(), LEAVE) == {AN, BO, "google://domain/shop.example"}


def test_another_users_own_calendar_is_read_as_that_user(company: Company):
    rule = {"id": "user:p02@shop.example", "role": "owner", "scope": {"type": "user", "value": "p02@shop.example"}}
    company.world.calendar_acls["p01@shop.example"] = [rule]
    company.world.calendar_lists = {"p02@shop.example": ["p01@shop.example"]}
    assert _who(company.collect(), MINE) == {AN, BO}
    asked = [
        call.subject for call in company.server.calls("calendar.v3", "acl.list") if call.parameters["calendarId"] == "p01@shop.example"
    ]
    assert asked == ["p01@shop.example"]


def test_rules_that_can_not_be_read_are_a_gap_of_that_calendar(company: Company):
    company.server.fail("calendar.v3", "acl.list", status=500, match={"calendarId": "p01@shop.example"})
    facts = company.collect()
    assert [(gap.surface, gap.scope) for gap in facts.gaps()] == [("calendar", MINE)]
    assert _who(facts, MINE) == {AN}


def test_a_user_without_the_service_has_no_calendar_and_that_is_no_gap(company: Company):
    company.server.fail("calendar.v3", "calendarList.list", status=403, reason="notACalendarUser", subject="p01@shop.example")
    facts = company.collect()
    assert list(facts.gaps()) == []
    assert MINE not in {one.id for one in facts.resources()}
