"""A permission withdrawn from the audit of a small tenant: `check` ends with 3, names it, and knows less of what it opens and of nothing else."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.cli.main import run
from audit.pipeline import collect, plan
from audit.runs.store import Store
from policies.load import load
from providers.microsoft365 import operations as office
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import World
from tests.reference.azure_worlds import KNOWN_ROLES
from tests.unit.providers.microsoft365.files.worlds import Office, group, person, site_group, team, user
from tests.unit.providers.microsoft365.tenant import assignment, role_row

FOLDER = Path(__file__).parent / "microsoft_withdrawn"
CASES = yaml.safe_load((FOLDER / "cases.yaml").read_text())
PROVIDERS = ("microsoft365", "azure")
NIGHT = datetime(2026, 10, 15, 2, tzinfo=UTC)
SUBS = tuple(f"/subscriptions/00000000-0000-0000-0000-0000000000{name}" for name in ("a1", "b2"))
ROOT = "/providers/Microsoft.Management/managementGroups/5a000000-0000-4000-8000-000000000001"
READER = "/providers/Microsoft.Authorization/roleDefinitions/00000000-0000-0000-0000-00000000c001"


def tenant() -> World:
    """Three people: a site and an archive for a group, and for one alone a OneDrive, a mailbox, a container and a secret."""
    made = Office("p01", "p02", "p03")
    made.team("g01", "p02")
    hr = made.site("hr", "p01", groups={3: ("p03",)})
    made.library("lib1", hr, site_group(3, "write"), group("g01", "read"))
    made.item("f1", "lib1")
    made.library("mine", made.site("mine", "p02", personal="p02"), user("p02", "owner"), owner="p02")
    made.world.exchange["Get-Mailbox"] = [_box(name) for name in ("p01", "p02", "p03")]
    made.world.exchange["Get-OrganizationConfig"] = [{"AuditDisabled": False}]
    made.world.role_definitions = {GLOBAL_ADMINISTRATOR: role_row(GLOBAL_ADMINISTRATOR, "Global Administrator")}
    made.world.role_assignments = [assignment("a1", person("p01"), GLOBAL_ADMINISTRATOR)]
    for row in _azure():
        made.world.arm[row["id"].lower()] = row
    made.world.arm_parents = dict.fromkeys(SUBS, ROOT.lower())
    return made.world


def _box(name: str) -> dict[str, Any]:
    address = f"{name}@sample.example"
    known = {"Identity": name, "Name": name, "PrimarySmtpAddress": address, "ExternalDirectoryObjectId": person(name)}
    return known | {"RecipientTypeDetails": "UserMailbox", "DisplayName": name, "GrantSendOnBehalfTo": []}


def _azure() -> Iterator[dict[str, Any]]:
    role = {"roleName": "Storage Blob Data Reader", "type": "BuiltInRole", "assignableScopes": ["/"]}
    yield _thing(ROOT, tenantId=ROOT[-36:], displayName="Tenant Root Group")
    yield _thing(READER, **role, permissions=KNOWN_ROLES["Storage Blob Data Reader"])
    for sub, name, inside, who, kind in (
        (SUBS[0], "one", "orders", person("p01"), "User"),
        (SUBS[1], "two", "archive", team("g01"), "Group"),
    ):
        yield {"id": sub, "subscriptionId": sub[-36:], "displayName": name, "state": "Enabled", "tenantId": ROOT[-36:]}
        account = f"{sub}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/{name}"
        yield _thing(account, allowBlobPublicAccess=False, allowSharedKeyAccess=False)
        yield _thing(f"{account}/blobServices/default/containers/{inside}", publicAccess="None")
        given = {"principalId": who, "principalType": kind, "roleDefinitionId": READER, "scope": account}
        yield _thing(f"{account}/providers/Microsoft.Authorization/roleAssignments/{name}", **given)
    vault = f"{SUBS[0]}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v"
    policies = [{"objectId": person("p03"), "permissions": {"secrets": ["get"]}}]
    yield _thing(vault, enableRbacAuthorization=False, accessPolicies=policies)
    yield _thing(f"{vault}/secrets/db")


def _thing(arm: str, **properties: Any) -> dict[str, Any]:
    return {"id": arm, "name": arm.rpartition("/")[2], "properties": properties}


@dataclass
class Audited:
    """The tenant on the sandbox, with the policy of its audit; each night is a first one."""

    server: MicrosoftServer
    folder: Path
    nights: int = field(default=0)

    def checked(self) -> tuple[int, str, dict[str, str]]:
        """What tonight's run ends with, what it prints, and the assets of which nobody can tell, each with why."""
        self.nights += 1
        told = json.dumps(self.server.settings(self.folder) | {"max_attempts": 1, "workers": 2})
        planned = plan(load(self.folder / "policy"), PROVIDERS)
        providers = tuple(replace(each, settings=told) for each in planned.policy.providers)
        planned = replace(planned, policy=replace(planned.policy, providers=providers))
        runs = str(self.folder / f"runs-{self.nights}")
        collect(planned, Store(runs), NIGHT + timedelta(days=self.nights), "1.0", lambda _: None)
        chosen = [word for name in PROVIDERS for word in ("--provider", name)]
        words = ["check", *chosen, "--policy", str(self.folder / "policy"), "--store", runs, "--run", "latest"]
        code, text = printed(words)
        findings = json.loads(printed([*words, "--format", "json"])[1])["findings"]
        unknown = [each for each in findings if each["outcome"] == "unknown"]
        why = {asset: json.dumps([each for each in unknown if each["asset"] == asset]) for asset in {each["asset"] for each in unknown}}
        return code, text, why


def printed(words: list[str]) -> tuple[int, str]:
    """The exit code of the command line, and what it prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = run(words)
    return code, out.getvalue()


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    folder = tmp_path_factory.mktemp("withdrawn")
    (folder / "policy").mkdir()
    shutil.copy(FOLDER / "policy.yaml", folder / "policy")
    asked = {service: {each.permission for each in office.OPERATIONS if each.service == service} for service in ("graph", "sharepoint")}
    asked["graph"].add(office.HIDDEN_MEMBERS)
    with MicrosoftServer(tenant()) as server:
        server.register(roles=asked | {"exchange": {"Exchange.ManageAsApp"}, "arm": set()})
        yield Audited(server, folder)
        assert server.problems == []


def test_with_all_permissions_it_complies(audited: Audited) -> None:
    code, text, unknown = audited.checked()
    assert (code, unknown) == (0, {}), text


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_a_permission_withdrawn_ends_with_3_is_named_and_darkens_only_what_it_opens(audited: Audited, case: dict[str, Any]) -> None:
    for method, *told in case["lacks"]:
        getattr(audited.server, method)(*told)
    code, text, unknown = audited.checked()
    audited.server.heal()
    assert set(unknown) == set(case["unknown"]), text
    assert code == (3 if case["unknown"] else 0), text
    lacks = [told[1] if method == "withdraw" else told[0] for method, *told in case["lacks"]]
    assert all(any(each in why for each in lacks) for why in unknown.values()), unknown
    assert case["named"] in "".join(unknown.values())
    assert case["named"].partition(" ")[0] in text
