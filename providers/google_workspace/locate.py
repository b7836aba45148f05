"""A policy's `where:` in Google Workspace's own notation, as a pattern of resource URIs.

Addresses of files, folders and shared drives as a browser shows them; a folder and a shared drive hold all that is in them.
"""

import re

from policies.language import Where
from policies.locations import Location
from providers.google_api import names
from providers.google_workspace.drive.words import MY_DRIVE
from providers.google_workspace.kinds import ResourceKind

_ITEMS = ("drive", ResourceKind.SHARED_DRIVE, ResourceKind.FOLDER, ResourceKind.FILE)
KINDS = (*_ITEMS, ResourceKind.MY_DRIVE, ResourceKind.MAILBOX, ResourceKind.CALENDAR)

_ID = r"([A-Za-z0-9_-]+)"
_HOST = r"https://(?:drive|docs)\.google\.com/(?:a/[^/]+/)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"drive:(?://)?{_ID}(?:/\*{{0,2}})?",
        rf"{_HOST}drive/(?:u/\d+/)?(?:mobile/)?folders/{_ID}(?:[/?#].*)?",
        rf"{_HOST}(?:file|document|spreadsheets|presentation|forms|drawings|vid)/(?:u/\d+/)?d/(?!e/){_ID}(?:[/?#].*)?",
        rf"{_HOST}(?:open|uc|folderview)\?(?:[^#]*&)?id={_ID}(?:[&#].*)?",
    )
)
_BARE = re.compile(_ID)
_ADDRESS = re.compile(r"[^\s@/:*?]+@[^\s@/:*?]+")
_EXPECTED = "drive:ID, https://drive.google.com/drive/folders/ID or https://drive.google.com/file/d/ID"


def locate(where: Where, part: str = "") -> Location:
    """The location that a `where:` of system `google` names in Workspace, narrowed to `part`: a folder or file inside, by its ID or address.

    A label is one of Drive's. Raises ValueError with what is wrong and what is expected, also for what lies in Google Cloud.
    """
    kind = where.kind or _kind_of(where)
    if kind not in KINDS:
        raise ValueError(
            f"{where.ref or kind or 'this place'} is none in Google Workspace: write the kind, one of {', '.join(KINDS)}, and {_EXPECTED}"
        )
    if where.tags:
        raise ValueError("what lies in Google Workspace has no tags: name it, or a label of Drive (`label:`)")
    if part:
        return Location("google", kind, names.drive_item(_part(where, kind, part)), label=where.label)
    if not where.ref:
        return _labelled(where, kind)
    match kind:
        case ResourceKind.MAILBOX:
            return Location("google", kind, names.mailbox(_address(where.ref, "google://mailbox/", kind)))
        case ResourceKind.CALENDAR:
            return Location("google", kind, names.calendar(_address(where.ref, "google://calendar/", kind)))
        case ResourceKind.MY_DRIVE if _ADDRESS.fullmatch(where.ref):
            return Location("google", kind, "drive://*", tags=((MY_DRIVE, where.ref.lower()),), label=where.label)
        case _:
            return Location("google", kind, names.drive_item(_item(where.ref, kind)), label=where.label)


def _kind_of(where: Where) -> str:
    """The kind that an address tells by itself; empty when it tells none."""
    if not where.ref:
        return "drive" if where.label else ""
    for kind in (ResourceKind.MAILBOX, ResourceKind.CALENDAR):
        if where.ref.startswith(f"google://{kind}/"):
            return kind
    return "drive" if any(form.fullmatch(where.ref) for form in _FORMS) else ""


def _item(ref: str, kind: str) -> str:
    """The ID in an address of Drive; a bare one counts where the kind says that it is one of Drive's."""
    found = next((match for form in (*_FORMS, _BARE) if (match := form.fullmatch(ref))), None)
    if found is None:
        raise ValueError(f"{ref} names nothing in Drive: write the {kind} as {_EXPECTED}")
    return found[1]


def _part(where: Where, kind: str, part: str) -> str:
    if kind in (ResourceKind.MAILBOX, ResourceKind.CALENDAR, ResourceKind.FILE) or not where.ref:
        raise ValueError(f"a part is a folder or file in a folder or drive, and {where.ref or where.label or kind} is none")
    return _item(part.rstrip("/"), "part")


def _labelled(where: Where, kind: str) -> Location:
    if not where.label or kind in (ResourceKind.MAILBOX, ResourceKind.CALENDAR):
        raise ValueError(
            f"which {kind}? Write its address as `ref`"
            + ("" if kind in (ResourceKind.MAILBOX, ResourceKind.CALENDAR) else f": {_EXPECTED}")
        )
    return Location("google", kind, "drive://*", label=where.label)


def _address(ref: str, scheme: str, kind: str) -> str:
    address = ref.removeprefix(scheme)
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{ref} is no {kind}: write its address, such as info@company.example")
    return address
