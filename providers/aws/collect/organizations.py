"""The organisation: its accounts, the tree of units, and the service and resource control policies with their targets."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import account_uri, uri

POLICY_KINDS = {"SERVICE_CONTROL_POLICY": "scp", "RESOURCE_CONTROL_POLICY": "rcp"}
_NONE = ("AWSOrganizationsNotInUseException",)


def collect(reader: Reader) -> Iterator[Raw]:
    """Everything of the organisation that the caller's account belongs to; nothing when it belongs to none."""
    found = reader.ask("organizations", "DescribeOrganization", none=_NONE)
    if not found:
        return
    yield reader.raw("organisation", found["Organization"])
    placed = set()
    for raw in _tree(reader):
        placed.add(raw.body.get("Id"))
        yield raw
    for account in reader.items("organizations", "ListAccounts", "Accounts"):
        if account["Id"] not in placed:
            reader.gap(
                "organizations:ListAccountsForParent", "its place in the organisation is not known", about=account_uri(account["Id"])
            )
            yield reader.raw("org-account", account)
    if found["Organization"].get("FeatureSet") != "CONSOLIDATED_BILLING":  # which has no policies
        for kind in POLICY_KINDS:
            yield from _policies(reader, kind)


def _tree(reader: Reader) -> Iterator[Raw]:
    above = [(root, "") for root in reader.items("organizations", "ListRoots", "Roots")]
    while above:
        unit, parent = above.pop()
        here = unit["Arn"]
        yield reader.raw("org-unit", {**unit, "Parent": parent})
        for account in reader.items("organizations", "ListAccountsForParent", "Accounts", about=uri(here), ParentId=unit["Id"]):
            yield reader.raw("org-account", {**account, "Parent": here})
        below = reader.items(
            "organizations", "ListOrganizationalUnitsForParent", "OrganizationalUnits", about=uri(here), ParentId=unit["Id"]
        )
        above += [(child, here) for child in below]


def _policies(reader: Reader, kind: str) -> Iterator[Raw]:
    for policy in reader.items("organizations", "ListPolicies", "Policies", Filter=kind):
        targets = list(reader.items("organizations", "ListTargetsForPolicy", "Targets", PolicyId=policy["Id"]))
        text = reader.ask("organizations", "DescribePolicy", PolicyId=policy["Id"])
        body = {**policy, "Targets": targets}
        yield reader.raw(POLICY_KINDS[kind], body, {"DescribePolicy": text} if text else {})
