"""Who reaches what in Google Cloud, case by case from data: each file a concept, each case after a page of Google's documentation."""

from collections.abc import Mapping
from typing import Any

import pytest

from audit.ports import Asked
from policies.levels import members
from providers.gcp.evaluate import acls, explain
from providers.gcp.locate import locate
from tests.reference.gcp_worlds import facts, short, shown, where
from tests.scenarios.reading import cases, concepts, named

TOLD = concepts("gcp")
CASES = cases(TOLD)


@pytest.mark.parametrize(("concept", "case"), CASES, ids=named)
def test_reach_is_what_the_case_says(concept: str, case: Mapping[str, Any]):
    named = where(case["location"], case.get("kind", ""), tuple((case.get("tags") or {}).items()))
    found = acls(facts(case), [locate(named, case.get("part", ""))])
    if "expect" in case:
        grants = frozenset(grant for acl in found.acls if acl.resource == case.get("at", acl.resource) for grant in acl.grants)
        assert shown(grants) == {who: sorted(rows if isinstance(rows, list) else rows.split(", ")) for who, rows in case["expect"].items()}
    if "acts_as" in case:
        assert {(short(one.member), short(one.container), str(one.kind), one.condition) for one in found.memberships} == {
            tuple(row) for row in case["acts_as"]
        }
    if "because" in case:
        assert {one.because for one in found.memberships} == set(case["because"])
    gaps = {gap.operation for acl in found.acls for gap in acl.gaps} | {gap.operation for gap in found.gaps}
    assert gaps == set(case.get("dark", ()))


@pytest.mark.parametrize(("concept", "case"), CASES, ids=named)
def test_every_grant_explains_itself(concept: str, case: Mapping[str, Any]):
    told = facts(case)
    named = where(case["location"], case.get("kind", ""), tuple((case.get("tags") or {}).items()))
    location = locate(named, case.get("part", ""))
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
