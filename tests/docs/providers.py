"""docs/providers/*.md: how to let the audit in with the least privileges, what it then reads and what nobody can read."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from audit import plugins
from providers.aws.collecting import UNREAD as AWS
from providers.aws.settings import AwsSettings
from providers.azure.collect.sweep import UNREAD as AZURE
from providers.azure.settings import AzureSettings
from providers.gcp.collect.sweep import UNREAD as GCP
from providers.gcp.settings import GcpSettings
from providers.google_workspace.settings import WorkspaceSettings
from providers.microsoft365.files.words import UNREAD as MICROSOFT
from providers.microsoft365.settings import Microsoft365Settings
from tests.docs import markdown

INTRO = Path(__file__).parent / "intro"
NAMES = ("aws", "google_workspace", "gcp", "microsoft365", "azure")
_SETTINGS: dict[str, type[msgspec.Struct]] = {
    "aws": AwsSettings,
    "google_workspace": WorkspaceSettings,
    "gcp": GcpSettings,
    "microsoft365": Microsoft365Settings,
    "azure": AzureSettings,
}
_UNREAD: dict[str, tuple[str, ...]] = {"aws": AWS, "google_workspace": (), "gcp": GCP, "microsoft365": MICROSOFT, "azure": AZURE}
_INTERNAL = ("endpoint_url",)  # for a sandbox


def page(name: str) -> str:
    """The page of one provider."""
    title, _, intro = (INTRO / f"{name}.md").read_text("utf-8").partition("\n")
    lines = [
        *intro.strip().split("\n"),
        "",
        "## Settings",
        "",
        f"Under `providers: {name}:` of a policy. Credentials are never among them.",
        "",
    ]
    lines += markdown.table(("setting", "default", ""), _settings(_SETTINGS[name]))
    provider = plugins.provider(name)
    permissions = provider.permissions()
    lines += [
        "## The least privileges",
        "",
        f"`toegang permissions {name}` prints this, made from the list of calls that the audit can make; the transport lets no other call out.",
        "",
    ]
    lines += ["<details><summary>all of it</summary>", "", *markdown.block(permissions), "</details>", ""]
    lines += ["## What is read", "", *_operations(name)]
    lines += ["## What is not read", "", *_unread(name)]
    return markdown.page(title.removeprefix("# "), *lines)


def _settings(struct: type[msgspec.Struct]) -> Iterator[tuple[str, str, str]]:
    said = _said(struct)
    for field in msgspec.structs.fields(struct):
        if field.name not in _INTERNAL:
            default = "" if field.default in ("", (), None) or field.default is msgspec.NODEFAULT else f"`{str(field.default).lower()}`"
            yield f"`{field.name}`", default, said.get(field.name, _COMMON.get(field.name, ""))


_COMMON = {
    "workers": "calls under way at once",
    "max_attempts": "how often a call is tried before it counts as not read",
    "timeout": "seconds to wait for an answer",
    "external_id": "the external id that the roles' trust policies ask for",
    "profile": "a profile of AWS's own configuration files",
    "oauth_tokens": "read which applications each user let in; asks for more than reading",
    "app_passwords": "read users' app passwords; asks for more than reading",
    "tenant_settings": "read the tenant's settings; asks for a super administrator",
    "delegated_clients": "the clients with domain-wide delegation; an empty list says that there are none, no list that nobody said",
}


def _said(struct: type[msgspec.Struct]) -> dict[str, str]:
    """What the docstrings of the settings and of what they build on say of each field: `name: text`, gone on by deeper lines."""
    found: dict[str, str] = {}
    for kind in reversed(struct.__mro__):
        name = ""
        for line in (inspect.getdoc(kind) or "").split("\n") if kind.__module__.startswith("providers") else ():
            if met := re.fullmatch(r"([a-z_]+): (.*)", line):
                name, found[met[1]] = met[1], met[2]
            elif name and line.startswith("    "):
                found[name] += f" {line.strip()}"
            else:
                name = ""
    return found


def _operations(name: str) -> Iterator[str]:
    by_surface: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in plugins.provider(name).operations():
        by_surface[str(each.surface)].append((f"`{each.service}:{each.name}`", f"`{each.permission}`" if each.permission else "", each.why))
    rows = [
        (f"**{surface}**", *row) if place == 0 else ("", *row)
        for surface, found in sorted(by_surface.items())
        for place, row in enumerate(found)
    ]
    yield from markdown.table(("surface", "call", "permission", "why"), rows)


def _unread(name: str) -> Iterator[str]:
    yield "What a call is refused, or a page that fails, is a gap in the run: whoever it may hide is `unknown`, and the report names the missing permission."
    yield ""
    if _UNREAD[name]:
        yield f"No call reads these surfaces; every run says so: {', '.join(f'`{each}`' for each in sorted(_UNREAD[name]))}."
        yield ""
    beside = INTRO / f"{name}.unread.md"
    if beside.exists():
        yield from beside.read_text("utf-8").strip().split("\n")
