"""What is left of somebody in Azure."""

import json
from datetime import date
from typing import Any

import pytest

from audit.model.facts import Attachment, Document, Verdict
from providers.azure.kinds import AttachmentKind
from providers.azure.offboarding import residuals
from tests.unit.providers.leaving import account, lines, named, traces

NUMBER = "170af0aa-175c-5c54-b696-94d4d7b17f4f"
AN = account(f"microsoft://user/{NUMBER}", "microsoft365", "an@x.example", directory_id=NUMBER)
GONE = account(f"microsoft://user/{NUMBER}", "microsoft365", "an@x.example", "deleted", directory_id=NUMBER)
SUBSCRIPTION = "azure://subscriptions/6a00"
GROUP = f"{SUBSCRIPTION}/resourcegroups/rg-archief"
VAULT = f"{GROUP}/providers/microsoft.keyvault/vaults/gwkluis"
ASSIGNMENT = "/subscriptions/6a00/providers/Microsoft.Authorization/roleAssignments/a1"


def told(kind: AttachmentKind, holder: str, properties: dict[str, Any], name: str = "a1", **more: Any) -> tuple[str, Attachment, Document]:
    return named(AN, holder, kind, json.dumps({"properties": properties, **more}), name)


def assigned(**more: Any) -> tuple[str, Attachment, Document]:
    return told(AttachmentKind.ROLE_ASSIGNMENT, SUBSCRIPTION, {"principalId": NUMBER.upper(), **more}, id=ASSIGNMENT)


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        (assigned(), ("policy", f"has a role on the subscription {SUBSCRIPTION}", f"az role assignment delete --ids {ASSIGNMENT}")),
        (
            told(AttachmentKind.ELIGIBILITY, GROUP, {"principalId": NUMBER}),
            (
                "administration",
                "may activate a role on the resource group rg-archief",
                "Privileged Identity Management > Azure resources > the resource group rg-archief > Assignments > Eligible assignments > Remove",
            ),
        ),
        (
            told(AttachmentKind.CLASSIC_ADMINISTRATOR, SUBSCRIPTION, {"emailAddress": "AN@x.example"}),
            (
                "policy",
                f"is a classic administrator of the subscription {SUBSCRIPTION}",
                "Subscriptions > 6a00 > Access control (IAM) > Classic administrators > Remove",
            ),
        ),
        (
            named(AN, VAULT, AttachmentKind.ACCESS_POLICIES, json.dumps({"accessPolicies": [{"objectId": "other"}, {"objectId": NUMBER}]})),
            (
                "policy",
                "an access policy of the vault gwkluis names them",
                f"az keyvault delete-policy --name gwkluis --object-id {NUMBER}",
            ),
        ),
        (
            named(
                AN,
                f"{GROUP}/providers/microsoft.sql/servers/shop",
                AttachmentKind.SQL_ADMINISTRATORS,
                json.dumps({"value": [{"sid": NUMBER}]}),
            ),
            (
                "policy",
                "administers the databases of the SQL server shop",
                "az sql server ad-admin delete --resource-group rg-archief --server shop, or create for another administrator",
            ),
        ),
        (
            told(
                AttachmentKind.COSMOS_ASSIGNMENT, f"{GROUP}/providers/microsoft.documentdb/databaseaccounts/shop", {"principalId": NUMBER}
            ),
            (
                "policy",
                "has a role on the data of the Cosmos account shop",
                "az cosmosdb sql role assignment delete --resource-group rg-archief --account-name shop --role-assignment-id a1",
            ),
        ),
        (
            told(
                AttachmentKind.ROLE_ASSIGNMENT,
                "azure://providers/microsoft.management/managementgroups/top",
                {"principalId": NUMBER},
                id="x",
            ),
            ("policy", "has a role on the management group top", "az role assignment delete --ids x"),
        ),
        (
            told(AttachmentKind.ROLE_ASSIGNMENT, "azure://", {"principalId": NUMBER}, id="x"),
            ("policy", "has a role on the root of the tenant", "az role assignment delete --ids x"),
        ),
    ],
)
def test_each_assignment_has_its_end(each: tuple[str, Attachment, Document], expected: tuple[str, str, str]):
    assert lines(residuals(traces(AN, named=(each,)))) == [expected]
    assert lines(residuals(traces(GONE, named=(each,)))) == [expected]  # one that is gone may still stand here


@pytest.mark.parametrize(
    "each",
    [
        pytest.param(assigned(principalId="another", condition=f"… GuidEquals {{{NUMBER}}}"), id="a condition names them"),
        pytest.param(told(AttachmentKind.ROLE_ASSIGNMENT, GROUP, {"principalId": "another", "createdBy": NUMBER}), id="they made it"),
        pytest.param(told(AttachmentKind.DENY_ASSIGNMENT, GROUP, {"principalId": NUMBER}), id="it shuts them out"),
        pytest.param(
            named(AN, VAULT, AttachmentKind.ACCESS_POLICIES, json.dumps({"accessPolicies": [{"objectId": "x"}]})), id="another's policy"
        ),
        pytest.param(named(AN, VAULT, AttachmentKind.ACCESS_POLICIES, json.dumps({"accessPolicies": "odd"})), id="of no known form"),
    ],
)
def test_what_is_about_somebody_else_is_not_told(each: tuple[str, Attachment, Document]):
    assert residuals(traces(AN, named=(each,))) == ()


def test_a_role_to_activate_and_a_condition_make_it_conditional():
    (found,) = residuals(traces(AN, named=(assigned(condition="@Resource[…]"),)))
    assert (found.verdict, found.condition) == (Verdict.IF, "@Resource[…]")
    each = told(AttachmentKind.ELIGIBILITY, GROUP, {"principalId": NUMBER, "endDateTime": "2026-12-31T00:00:00Z"})
    (found,) = residuals(traces(AN, named=(each,)))
    assert (found.verdict, found.condition, found.until) == (Verdict.IF, "the role must be activated", date(2026, 12, 31))


def test_an_assignment_that_ends_is_told_once_with_its_end():
    activation = {"principalId": NUMBER, "originRoleAssignmentId": ASSIGNMENT.lower(), "endDateTime": "2026-12-31T08:00:00Z"}
    ending = told(AttachmentKind.ACTIVATION, SUBSCRIPTION, activation, "s1", id="/schedule/s1")
    (found,) = residuals(traces(AN, named=(assigned(), ending)))
    assert (found.until, found.end) == (date(2026, 12, 31), f"az role assignment delete --ids {ASSIGNMENT}")
    (found,) = residuals(traces(AN, named=(ending,)))  # where the assignment itself was not read
    assert (found.until, "Active assignments" in found.end) == (date(2026, 12, 31), True)


def test_accounts_of_other_systems_are_no_affair_of_azure():
    other = account("google://user/an@x.example", "google_workspace", "an@x.example", directory_id=NUMBER)
    each = named(other, GROUP, AttachmentKind.ROLE_ASSIGNMENT, json.dumps({"properties": {"principalId": NUMBER}}))
    assert residuals(traces(other, named=(each,))) == ()
