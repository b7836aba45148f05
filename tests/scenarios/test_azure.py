"""Who reaches what in Azure, case by case from data: each file a concept, each case after a page of Microsoft's documentation."""

from collections.abc import Mapping
from typing import Any

import pytest

from audit.ports import Asked
from policies.levels import members
from providers.azure.evaluate import acls, explain
from providers.azure.locate import locate
from tests.reference.azure_worlds import facts, scope, short, shown, where
from tests.scenarios.reading import cases, concepts, named

TOLD = concepts("azure")
CASES = cases(TOLD)


def _location(case: Mapping[str, Any]) -> Any:
    ref = case.get("location", "")
    ref = scope(case, ref) if ref in (case.get("accounts") or ()) else ref
    return locate(where(ref, case.get("kind", ""), tuple((case.get("tags") or {}).items())), case.get("part", ""))


@pytest.mark.parametrize(("concept", "case"), CASES, ids=named)
def test_reach_is_what_the_case_says(concept: str, case: Mapping[str, Any]):
    found = acls(facts(case), [_location(case)])
    if "expect" in case:
        grants = frozenset(grant for acl in found.acls if acl.resource == case.get("at", acl.resource) for grant in acl.grants)
        assert shown(grants) == {who: sorted(rows if isinstance(rows, list) else rows.split(", ")) for who, rows in case["expect"].items()}
    if "resources" in case:
        assert [acl.resource for acl in found.acls] == case["resources"]
    if "acts_as" in case:
        assert {(short(one.member), short(one.container), str(one.kind), one.condition) for one in found.memberships} == {
            tuple(row) for row in case["acts_as"]
        }
    gaps = {gap.operation for acl in found.acls for gap in acl.gaps} | {gap.operation for gap in found.gaps}
    assert gaps == set(case.get("dark", ()))


@pytest.mark.parametrize(("concept", "case"), CASES, ids=named)
def test_every_grant_explains_itself(concept: str, case: Mapping[str, Any]):
    told, location = facts(case), _location(case)
    found = acls(told, [location]).acls
    wanted = [
        Asked(grant.principal, level, location, acl.resource) for acl in found for grant in acl.grants for level in members(grant.levels)
    ]
    for asked, path in zip(wanted, explain(told, wanted), strict=True):
        assert path, asked
        assert path[-1].target == asked.resource


@pytest.mark.parametrize("concept", TOLD)
def test_every_file_names_its_page(concept: str):
    assert TOLD[concept]["page"]
