"""Login names of SharePoint: whom a claim stands for.

The encoding after the accepted answer "Understanding login name format of SharePoint" (Microsoft Q&A) and the page "Everyone except external
users" of the same; that guests may have what all authenticated users and all forms users have after "Grant the Everyone claim to external users in
Microsoft 365". What has no form that is known here is kept under its login name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from providers.microsoft365.directory import Directory
from providers.microsoft_api import names

_GUID = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"


@dataclass(frozen=True, slots=True)
class Grantee:
    """A principal; `doubt` is what is not known of who it is, `person` says that a user's own id says it better."""

    id: str
    doubt: str = ""
    person: bool = False


def claimed(login: str, directory: Directory) -> Grantee:
    """Whom a login name stands for."""
    text = login.strip().lower()
    for form, meaning in _FORMS:
        if found := form.fullmatch(text):
            return meaning(found, directory)
    return Grantee(f"microsoft://claim/{text}", f"whom the login name {login} stands for is not known")


def owners(group: str) -> str:
    """The principal that stands for the owners of a group."""
    return f"{names.group(group).id}/owners"


def addressed(address: str, directory: Directory) -> str:
    """Whose address it is, or a user of that address when nobody of the tenant has it."""
    return directory.holder(address) or names.user(address).id


def _internal(_: re.Match[str], directory: Directory) -> Grantee:
    """Members of the tenant without its guests; the GUID that the claim names is not always the tenant's, and the meaning is the same."""
    return Grantee(names.tenant(directory.tenant).id)


def _everyone(_: re.Match[str], directory: Directory) -> Grantee:
    return Grantee(names.everybody(directory.tenant).id)


def _group(found: re.Match[str], directory: Directory) -> Grantee:
    """A security group, a role of the directory, or a Microsoft 365 group."""
    return Grantee(directory.holder(found[1]) or names.group(found[1]).id)


def _owners(found: re.Match[str], _: Directory) -> Grantee:
    return Grantee(owners(found[1]))


def _user(found: re.Match[str], directory: Directory) -> Grantee:
    return Grantee(addressed(found[1], directory), person=True)


def _application(found: re.Match[str], directory: Directory) -> Grantee:
    return Grantee(directory.holder(found[1]) or names.application(found[1]).id)


def _platform(_: re.Match[str], __: Directory) -> Grantee:
    return Grantee("microsoft://service/sharepoint")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Directory], Grantee]], ...] = (
    (re.compile(r"c:0-\.f\|rolemanager\|spo-grid-all-users/.+"), _internal),
    (re.compile(r"c:0\(\.s\|true|c:0!\.s\|(?:windows|forms(?::|%3a)membership)"), _everyone),
    (re.compile(rf"c:0o\.c\|federateddirectoryclaimprovider\|{_GUID}"), _group),
    (re.compile(rf"c:0o\.c\|federateddirectoryclaimprovider\|{_GUID}_o"), _owners),
    (re.compile(rf"c:0t\.c\|tenant\|{_GUID}"), _group),
    (re.compile(r"i:0#\.f\|membership\|urn(?::|%3a)spo(?::|%3a)guest(?:#|%23)([^|]+@[^|]+)"), _user),
    (re.compile(r"i:0#\.f\|membership\|([^|]+@[^|]+)"), _user),
    (re.compile(rf"i:0i\.t\|ms\.sp\.ext\|{_GUID}@.+"), _application),
    (re.compile(r"sharepoint\\system|i:0i\.t\|00000003-0000-0ff1-ce00-000000000000\|app@sharepoint"), _platform),
)
