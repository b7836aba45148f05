"""What documents name."""

import json

from audit.model.facts import document
from providers.azure.normalise.named import named

ROLE = "/subscriptions/A/providers/Microsoft.Authorization/roleDefinitions/B1"


def told(kind: str = "role-assignment", **properties: str):
    return named(document(kind, json.dumps({"properties": properties})))


def test_a_role_and_where_it_is_defined():
    assert told(roleDefinitionId=ROLE).roles == {("/subscriptions/a", "b1")}
    assert told(roleDefinitionId="/providers/Microsoft.Authorization/roleDefinitions/B1").roles == {("", "b1")}
    assert told("role-eligibility", roleDefinitionId=ROLE).roles


def test_what_is_no_role_is_none():
    assert told(roleDefinitionId="B1").roles == frozenset()
    assert told("role-definition", roleDefinitionId=ROLE).roles == frozenset()


def test_only_a_principal_that_no_directory_describes():
    assert told(roleDefinitionId=ROLE, principalId="a", principalType="User").principals == frozenset()
    (found,) = told(roleDefinitionId=ROLE, principalId="A", principalType="Unknown").principals
    assert found.id == "microsoft://principal/a"
