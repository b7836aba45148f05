from dataclasses import replace

import pytest

from audit.model.facts import PUBLIC, Acl, Gap, Grant, Verdict
from policies.levels import CONTENT, Level
from providers.google_workspace.normalise.calendars import calendar
from providers.values import MALFORMED
from tests.unit.providers.google_workspace.tenant import ALL, AN, BO, DIRECTORY, RUN_BY, only, resource

READS = Level.FIND | Level.READ
OWNER = Grant(AN.id, CONTENT, "calendar")
PRIMARY = {"id": "p01@shop.example", "summary": "p 01", "primary": True}


def _grants(*rules: dict[str, object], directory=DIRECTORY) -> set[Grant]:
    return set(only(list(calendar(PRIMARY, rules, directory)), Acl).grants) - {OWNER}


def test_a_primary_calendar_is_its_owners_even_when_its_rules_were_not_read():
    facts = list(calendar(PRIMARY, (), DIRECTORY))
    made = resource(facts)
    assert (made.id, made.kind, made.name) == ("google://calendar/p01@shop.example", "calendar", "p01@shop.example")
    assert made.attributes == (("data_owner", AN.id), ("primary", "true"))
    assert set(only(facts, Acl).grants) == {OWNER}


def test_a_secondary_calendar_has_its_own_name_and_data_owner():
    entry = {"id": "c_1@group.calendar.google.com", "summary": "Sick leave", "dataOwner": "P01@shop.example"}
    made = resource(list(calendar(entry, (), DIRECTORY)))
    assert (made.name, made.attributes) == ("Sick leave", (("data_owner", AN.id),))


def test_a_calendar_of_which_nobody_knows_the_owner_has_its_rules_alone():
    facts = list(calendar({"id": "c_2@group.calendar.google.com"}, (), DIRECTORY))
    assert (resource(facts).name, resource(facts).attributes) == ("c_2@group.calendar.google.com", ())
    assert only(facts, Acl).grants == ()


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        ("freeBusyReader", Level.FIND),
        ("reader", READS),
        ("writerWithoutPrivateAccess", READS | Level.CHANGE),
        ("writer", READS | Level.CHANGE),
        ("owner", CONTENT),
    ],
)
def test_roles(role: str, levels: Level):
    assert _grants({"role": role, "scope": {"type": "user", "value": "p02@shop.example"}}) == {Grant(BO.id, levels, "calendar")}


@pytest.mark.parametrize(
    ("scope", "principal"),
    [
        ({"type": "default"}, PUBLIC),
        ({"type": "domain", "value": "Shop.example"}, "google://domain/shop.example"),
        ({"type": "group", "value": "everyone@shop.example"}, ALL.id),
        ({"type": "group", "value": "list@out.example"}, "google://group/list@out.example"),
        ({"type": "user", "value": "ann@out.example"}, "google://user/ann@out.example"),
    ],
)
def test_scopes(scope: dict[str, object], principal: str):
    assert _grants({"role": "reader", "scope": scope}) == {Grant(principal, READS, "calendar")}


def test_a_group_that_was_not_listed_hides_its_members():
    rules = [{"role": "reader", "scope": {"type": "group", "value": name}} for name in ("everyone@shop.example", "list@out.example")]
    gaps = [fact for fact in calendar(PRIMARY, rules, DIRECTORY) if isinstance(fact, Gap)]
    assert [(gap.surface, gap.scope) for gap in gaps] == [("groups", "google://group/list@out.example")]


def test_no_access_is_no_grant():
    assert _grants({"role": "none", "scope": {"type": "default"}}) == set()


@pytest.mark.parametrize(
    ("rule", "principal", "levels"),
    [
        ({"role": "gazer", "scope": {"type": "user", "value": "p02@shop.example"}}, BO.id, CONTENT),
        ({"scope": {"type": "user", "value": "p02@shop.example"}}, BO.id, CONTENT),
        ({"role": "reader", "scope": {"type": "planet", "value": "p02@shop.example"}}, BO.id, READS),
        ({"role": "reader", "scope": {"type": "user"}}, PUBLIC, READS),
        ({"role": "reader"}, PUBLIC, READS),
    ],
)
def test_words_that_are_not_known_are_kept_and_not_believed(rule: dict[str, object], principal: str, levels: Level):
    (found,) = _grants(rule)
    assert (found.principal, found.levels, found.verdict) == (principal, levels, Verdict.UNKNOWN)
    assert found.condition


def test_super_administrators_see_every_calendar():
    assert _grants(directory=replace(DIRECTORY, administrators=RUN_BY)) == {Grant("google://admin-role/3", CONTENT, "admin-role")}


def test_a_calendar_without_an_id_is_an_error():
    with pytest.raises(MALFORMED):
        list(calendar({"summary": "x"}, (), DIRECTORY))
