"""Who reaches what in AWS, case by case from data: each file a concept, each case after a page of AWS's documentation."""

from collections.abc import Mapping
from typing import Any

import pytest

from providers.aws.evaluate import acls
from providers.aws.locate import locate
from tests.reference.aws_worlds import facts, shown, where
from tests.scenarios.reading import cases, concepts, named

TOLD = concepts("aws")
CASES = cases(TOLD)


@pytest.mark.parametrize(("concept", "case"), CASES, ids=named)
def test_reach_is_what_the_case_says(concept: str, case: Mapping[str, Any]):
    location = locate(where(case["location"]), case.get("part", ""))
    found = acls(facts(case), [location])
    grants = frozenset(grant for acl in found.acls for grant in acl.grants)
    if "expect" in case:
        assert shown(grants) == {who: sorted(rows if isinstance(rows, list) else rows.split(", ")) for who, rows in case["expect"].items()}
    if "takes_on" in case:
        rows = {
            (one.member.rpartition("/")[2], one.container.rpartition("/")[2], str(one.kind), one.condition) for one in found.memberships
        }
        assert rows == {tuple(row) for row in case["takes_on"]}
    gaps = {gap.operation for acl in found.acls for gap in acl.gaps} | {gap.operation for gap in found.gaps}
    assert gaps == set(case.get("dark", ()))


@pytest.mark.parametrize("concept", TOLD)
def test_every_file_names_its_page(concept: str):
    assert TOLD[concept]["page"]
