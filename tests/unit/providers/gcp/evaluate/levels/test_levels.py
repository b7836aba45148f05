"""Every permission on a kind of resource is in a rule or set aside with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from policies.levels import Level
from providers.gcp.evaluate.levels import RULES, TABLES
from providers.gcp.evaluate.levels.sql import SIGNS_IN
from providers.gcp.evaluate.permission import is_permission
from providers.gcp.kinds import ResourceKind
from providers.gcp.locate import KINDS

LISTED = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text("utf-8"))


def _listed() -> Iterator[tuple[str, str]]:
    for row in LISTED:
        for kind in row["kinds"]:
            yield from ((kind, permission) for permission in row["permissions"].split())


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in _listed()}))
def test_every_permission_of_the_reference_has_its_place(kind: str):
    table = TABLES[ResourceKind(kind)]
    known = {rule.permission for rule in table.rules} | set(table.aside)
    assert not {permission for of, permission in _listed() if of == kind} - known


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_no_permission_is_in_a_rule_and_aside(kind: ResourceKind):
    table = TABLES[kind]
    assert not {rule.permission for rule in table.rules} & set(table.aside)
    assert all(map(is_permission, {rule.permission for rule in table.rules} | set(table.aside)))


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_every_kind_can_be_found_read_changed_and_managed(kind: ResourceKind):
    levels = Level.NONE
    for rule in RULES[kind]:
        levels |= rule.levels
    assert levels & ~Level.SHARE == Level.FIND | Level.READ | Level.CHANGE | Level.MANAGE


def test_every_kind_that_a_policy_may_name_has_rules():
    assert {str(kind) for kinds in KINDS.values() for kind in kinds} == set(RULES)


def test_only_an_object_is_let_others_into_by_its_own_list():
    assert {rule.permission for rules in RULES.values() for rule in rules if rule.levels & Level.SHARE} == {"storage.objects.setIamPolicy"}


def test_signing_in_is_a_rule_that_the_database_decides():
    assert {rule.permission for rule in RULES["sql-instance"] if rule.beyond} == SIGNS_IN
