"""Every action on what is read has levels, or a reason why it has none."""

import pytest

from policies.levels import Level
from providers.aws.authority import Access, asked_on, authority
from providers.aws.evaluate.levels import OPENED, RULES, TABLES, WITHIN, WITHOUT_LEVELS, On
from providers.aws.kinds import ResourceKind

KINDS = sorted(TABLES)


def types(kind: ResourceKind) -> frozenset[str]:
    table = TABLES[kind]
    return frozenset(one for asked in table.asked.values() for one in asked).union(table.beneath)


def _may_be_asked(name: str, of_kind: frozenset[str]) -> bool:
    """Whether the reference knows the action, on a type of the kind or on everything alone."""
    action = authority().actions.get(name)
    return action is not None and (not action.types or not of_kind.isdisjoint(asked_on(action)))


def test_every_kind_has_a_table_or_a_reason():
    assert set(TABLES) | set(WITHOUT_LEVELS) == set(ResourceKind)
    assert not set(TABLES) & set(WITHOUT_LEVELS)
    assert all(WITHOUT_LEVELS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_no_action_on_it_is_left_open(kind):
    table = TABLES[kind]
    known = {rule.action for rule in table.rules} | set(table.aside)
    actions = {one.name for one in authority().on(types(kind)) if one.access is not Access.TAGGING}
    left = " ".join(sorted(actions - known))
    assert not left, f"neither a rule nor a reason: {left}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_set_aside_is_known_has_a_reason_and_no_rule(kind):
    table = TABLES[kind]
    strange = [action for action in table.aside if not _may_be_asked(action, types(kind))]
    assert strange == []
    assert [action for action, reason in table.aside.items() if not reason] == []
    assert set(table.aside) & {rule.action for rule in table.rules} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_types_are_the_reference_s_and_each_is_asked_on(kind):
    table = TABLES[kind]
    assert types(kind) <= set(authority().arns)
    assert {rule.on for rule in table.rules} == set(table.asked) <= set(On)
    assert len(set(table.rules)) == len(table.rules)


@pytest.mark.parametrize("on", sorted(set(On) - {On.RESOURCE, On.OBJECTS, On.LOGINS}))
def test_every_other_arn_has_a_form(on):
    assert all(form.endswith("?*") for form in WITHIN[on])


@pytest.mark.parametrize("kind", KINDS)
def test_some_action_finds_it_and_some_changes_it(kind):
    assert {Level.FIND, Level.CHANGE} <= {level for rule in RULES[kind] for level in rule.levels}


def test_who_opens_a_database_by_its_secret_has_what_its_logins_have():
    (login,) = (rule for rule in RULES[ResourceKind.DB_INSTANCE] if rule.action == "rds-db:connect" and not rule.beyond)
    assert sum(login.levels) == OPENED
