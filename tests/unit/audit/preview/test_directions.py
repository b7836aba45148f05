"""Which way a field goes."""

from datetime import date

import pytest

from audit.preview.body import Effect
from audit.preview.directions import together, way_of
from policies.language import AccountName, Logging, RoleSpan, Severity
from policies.periods import Period
from tests.unit.audit.resolve.worlds import AT

LOOSER, STRICTER, BOTH, OTHER, NONE = Effect.LOOSER, Effect.STRICTER, Effect.BOTH, Effect.OTHER, Effect.NONE
ROLE, OTHER_ROLE = RoleSpan("developer"), RoleSpan("support")
ACCOUNT = AccountName("aws", "p20", AT)


@pytest.mark.parametrize(
    ("kind", "field", "before", "after", "way"),
    [
        ("house-rules", "inactive_after", Period(days=45), Period(days=90), LOOSER),
        ("house-rules", "review_every", Period(months=3), Period(months=1), STRICTER),
        ("house-rules", "notice_period_is_sensitive", True, False, LOOSER),
        ("house-rules", "profile", "accountable", "starter", LOOSER),
        ("house-rules", "deciders", ("management",), ("management", "it"), LOOSER),
        ("house-rules", "max_waiver_period", Period(months=3), Period(days=60), STRICTER),
        ("person", "roles", (ROLE,), (ROLE, OTHER_ROLE), LOOSER),
        ("person", "roles", (ROLE,), (OTHER_ROLE,), BOTH),
        ("person", "accounts", (ACCOUNT,), (), STRICTER),
        ("person", "ends", date(2026, 1, 1), None, LOOSER),
        ("person", "ends", None, date(2026, 1, 1), STRICTER),
        ("person", "starts", date(2026, 2, 1), date(2026, 1, 1), LOOSER),
        ("person", "starts", None, date(2026, 1, 1), STRICTER),
        ("person", "status", "", "left", OTHER),
        ("asset", "owner", "p01", "", LOOSER),
        ("asset", "owner", "p01", "p02", OTHER),
        ("asset", "max_people", 2, None, LOOSER),
        ("asset", "max_people", None, 2, STRICTER),
        ("asset", "categories", ("contact", "union"), ("contact",), LOOSER),
        ("asset", "measures", (), ("versioning",), STRICTER),
        ("asset", "logging", Logging("on"), None, LOOSER),
        ("asset", "volume", "1000", "2000", NONE),
        ("category", "sensitive", "art9", "", LOOSER),
        ("category", "sensitive", "", "art9", STRICTER),
        ("forbid", "severity", Severity.HIGH, Severity.LOW, LOOSER),
        ("processor", "hosting", False, True, LOOSER),
        ("processor", "agreement", "", "dpa", LOOSER),
        ("asset", "a field of tomorrow", "x", "y", OTHER),
    ],
)
def test_a_field_goes_its_way(kind: str, field: str, before: object, after: object, way: Effect):
    assert way_of(kind, field)(before, after) is way


@pytest.mark.parametrize(
    ("effects", "whole"),
    [
        ((), NONE),
        ((NONE, NONE), NONE),
        ((NONE, OTHER), OTHER),
        ((LOOSER, OTHER), LOOSER),
        ((LOOSER, STRICTER), BOTH),
        ((BOTH, NONE), BOTH),
    ],
)
def test_several_as_one(effects: tuple[Effect, ...], whole: Effect):
    assert together(effects) is whole
