"""Accounts, organisational units and service control policies."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.clients import Clients
from providers.sandbox.ids import draw_from, rename_account
from providers.sandbox.seed.policies import policy


def make_organisation(data: Mapping[str, Any], clients: Clients) -> None:
    """Makes the organisation from its management account."""
    calls = clients.of(data["management"], "organizations")
    draw_from("organisation")
    calls.create_organization(FeatureSet="ALL")
    root = calls.list_roots()["Roots"][0]["Id"]
    calls.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    targets = {"root": root}
    for unit in data["units"]:
        draw_from(f"unit {unit}")
        targets[unit] = calls.create_organizational_unit(ParentId=root, Name=unit)["OrganizationalUnit"]["Id"]
    for number, account in data["accounts"].items():
        _make_account(calls, data["management"], number, account["name"])
        calls.move_account(AccountId=number, SourceParentId=root, DestinationParentId=targets[account["unit"]])
    for name, ceiling in data["service_control_policies"].items():
        draw_from(f"service control policy {name}")
        made = calls.create_policy(Name=name, Description=name, Type="SERVICE_CONTROL_POLICY", Content=policy(ceiling["policy"]))
        for target in ceiling["on"]:
            calls.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=targets[target])


def _make_account(calls: Any, management: str, number: str, name: str) -> None:
    draw_from(f"account {number}")
    drawn = calls.create_account(AccountName=name, Email=f"aws-{number}@groenewinkel.example")["CreateAccountStatus"]["AccountId"]
    rename_account(management, drawn, number)
