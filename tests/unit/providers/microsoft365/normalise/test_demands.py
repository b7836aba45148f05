"""Of whom a sign-in demands multifactor authentication."""

from collections.abc import Mapping
from typing import Any

import pytest

from providers.microsoft365.directory import User
from providers.microsoft365.normalise.demands import Demands, defaults, policies, policy
from providers.microsoft365.normalise.standing import Standing
from providers.microsoft_api.strangers import GROUPS

HR, ADMINS, HIDDEN = (f"00000000-0000-4000-8000-0000000000{number}" for number in (11, 12, 13))
ROLE = "62e90394-69f5-4237-9190-012177145e10"
P01, GUEST = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000004"
AN = User(f"microsoft://user/{P01}", "p01@sample.example", P01)
STRANGER = User(f"microsoft://user/{GUEST}", "x@other.example", GUEST, guest=True)
STANDING = Standing(
    above={AN.id: frozenset({f"microsoft://group/{ADMINS}"}), f"microsoft://group/{ADMINS}": frozenset({f"microsoft://group/{HR}"})},
    roles={f"microsoft://group/{ADMINS}": frozenset({ROLE})},
    dark=frozenset({f"microsoft://group/{HIDDEN}"}),
)
EVERYWHERE = {"includeApplications": ["All"]}


def row(
    users: Mapping[str, Any], *, state: str = "enabled", controls: Mapping[str, Any] | None = None, **conditions: object
) -> dict[str, Any]:
    asked = {"operator": "OR", "builtInControls": ["mfa"]} if controls is None else controls
    return {"state": state, "conditions": {"users": users, "applications": EVERYWHERE, **conditions}, "grantControls": asked}


def demanded(user: User, *rows: Mapping[str, Any], whole: bool = True) -> bool | None:
    return Demands(policies(policy(one) for one in rows), whole=whole).of(user, STANDING)


ALL = {"includeUsers": ["All"]}


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        (ALL, True),
        ({"includeUsers": ["None"]}, False),
        ({"includeUsers": [P01]}, True),
        ({"includeUsers": [GUEST]}, False),
        ({"includeGroups": [HR]}, True),
        ({"includeRoles": [ROLE]}, True),
        ({"includeUsers": ["GuestsOrExternalUsers"]}, False),
        ({"includeGroups": [HIDDEN]}, None),
        (ALL | {"excludeUsers": [P01]}, False),
        (ALL | {"excludeGroups": [HR]}, False),
        (ALL | {"excludeRoles": [ROLE]}, False),
        (ALL | {"excludeGroups": [HIDDEN]}, None),
        (ALL | {"excludeUsers": ["GuestsOrExternalUsers"]}, True),
    ],
)
def test_of_whom_a_policy_demands_it(users: Mapping[str, Any], expected: bool | None) -> None:
    assert demanded(AN, row(users)) is expected


@pytest.mark.parametrize(
    ("standing", "users", "expected"),
    [
        (Standing(dark=frozenset({GROUPS})), {"includeGroups": [HR]}, None),
        (Standing(dark=frozenset({GROUPS})), {"includeUsers": [GUEST]}, False),
        (Standing(in_doubt=True), {"includeRoles": [ROLE]}, None),
        (Standing(in_doubt=True), {"includeGroups": [HR]}, False),
    ],
)
def test_where_groups_or_roles_were_not_all_read_nobody_can_tell(
    standing: Standing, users: Mapping[str, Any], expected: bool | None
) -> None:
    assert Demands(policies([policy(row(users))]), whole=True).of(AN, standing) is expected


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        (ALL, True),
        ({"includeUsers": ["GuestsOrExternalUsers"]}, True),
        (ALL | {"excludeUsers": ["GuestsOrExternalUsers"]}, False),
        ({"includeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest"}}, True),
        ({"includeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "serviceProvider"}}, None),
        (
            {
                "includeGuestsOrExternalUsers": {
                    "guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest",
                    "externalTenants": {"membershipKind": "enumerated"},
                }
            },
            None,
        ),
        (ALL | {"excludeGuestsOrExternalUsers": {"guestOrExternalUserTypes": "b2bCollaborationGuest"}}, None),
    ],
)
def test_of_which_guests_a_policy_demands_it(users: Mapping[str, Any], expected: bool | None) -> None:
    assert demanded(STRANGER, row(users)) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"state": "disabled"}, False),
        ({"state": "enabledForReportingButNotEnforced"}, False),
        ({"controls": {"operator": "OR", "builtInControls": ["mfa", "compliantDevice"]}}, False),
        ({"controls": {"operator": "AND", "builtInControls": ["mfa", "compliantDevice"]}}, True),
        ({"controls": {"operator": "OR", "builtInControls": ["compliantDevice"]}}, False),
        ({"controls": {"operator": "OR", "builtInControls": ["block"]}}, False),
        ({"controls": {"operator": "OR", "builtInControls": [], "authenticationStrength": {"requirementsSatisfied": "mfa"}}}, True),
        ({"controls": {"operator": "OR", "builtInControls": ["mfa"], "termsOfUse": ["t"]}}, False),
        ({"controls": {}}, False),
        ({"applications": {"includeApplications": ["Office365"]}}, False),
        ({"applications": {"includeApplications": ["All"], "excludeApplications": ["Office365"]}}, False),
        ({"applications": {"includeApplications": ["All"], "excludeApplications": ["e406a681-f3d4-42a8-90b6-c2b029497af1"]}}, False),
        ({"applications": {"includeApplications": ["All"], "excludeApplications": ["some-other-app"]}}, True),
        ({"locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}}, False),
        ({"locations": {"includeLocations": ["All"], "excludeLocations": []}}, True),
        ({"platforms": {"includePlatforms": ["android"], "excludePlatforms": []}}, False),
        ({"signInRiskLevels": ["high"]}, False),
        ({"clientAppTypes": ["all"]}, True),
        ({"clientAppTypes": ["browser", "mobileAppsAndDesktopClients"]}, True),
        ({"clientAppTypes": ["browser"]}, False),
        ({"devices": {"deviceFilter": {"mode": "exclude", "rule": "x"}}}, False),
        ({"conditionThatIsNew": ["high"]}, False),
        ({"conditionThatIsNew": [], "times": None, "@odata.context": "x"}, True),
    ],
)
def test_a_policy_counts_when_it_demands_it_always(more: dict[str, Any], expected: bool) -> None:
    assert demanded(AN, row(ALL, **more)) is expected


def test_one_policy_that_demands_it_is_enough_and_none_is_no() -> None:
    assert demanded(AN, row({"includeUsers": ["None"]}), row(ALL)) is True
    assert demanded(AN) is False


def test_what_was_not_read_may_demand_it() -> None:
    assert demanded(AN, whole=False) is None
    assert demanded(AN, row(ALL), whole=False) is True


def test_security_defaults_demand_it_of_everybody() -> None:
    assert defaults({"isEnabled": True}) is True
    assert Demands(defaults=True).of(STRANGER, STANDING) is True


def test_a_policy_of_another_form_is_refused() -> None:
    with pytest.raises(TypeError):
        policy({"state": "enabled", "conditions": []})
