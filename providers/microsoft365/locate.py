"""A policy's `where:` in Microsoft 365's own notation, as a pattern of resource URIs.

A site, a library, a folder and a OneDrive are named by their address as a browser shows it, and hold all that is in them; a file by its ids; a
mailbox and a calendar by their address; a team and a channel by their link or id.
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from policies.language import Where
from policies.locations import Location
from providers.microsoft365.files.words import ONEDRIVE, URL, address
from providers.microsoft365.kinds import SYSTEM, ResourceKind
from providers.microsoft_api import names

_K = ResourceKind
_PLACES = (_K.SITE, _K.LIBRARY, _K.FOLDER, _K.ONEDRIVE)  # each holds others
KINDS = tuple(ResourceKind)
_ALIASES = {"sharepoint": "", "site": _K.SITE, "library": _K.LIBRARY, "user-mailbox": _K.MAILBOX, "drive": _K.LIBRARY}
_ALL = "sharepoint://*"

_GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_ADDRESS = re.compile(r"[^\s@/:*?]+@[^\s@/:*?]+")
_IDS = re.compile(r"sharepoint://([^/*?.]+)(?:/([^/*?]+))?(?:/\*{0,2})?")
_TEAM = re.compile(rf"(?:microsoft://team/)?({_GUID})")
_CHANNEL = re.compile(rf"(?:microsoft://channel/)?({_GUID})/([^/*?]+)")
_TEAMS_HOSTS = ("teams.microsoft.com", "teams.cloud.microsoft", "gov.teams.microsoft.us")
_VIEW = re.compile(r"/forms/[^/]+\.aspx$", re.IGNORECASE)  # the page on which a browser shows a library
_EXPECTED = "https://COMPANY.sharepoint.com/sites/SITE/LIBRARY/FOLDER, sharepoint://DRIVE/ITEM or an address such as info@company.example"


def locate(where: Where, part: str = "") -> Location:
    """The location that a `where:` of system `microsoft` names in Microsoft 365, narrowed to `part`: a folder inside.

    Raises ValueError with what is wrong and what is expected, also for what lies in Azure.
    """
    kind = _ALIASES.get(where.kind, where.kind) or _kind_of(where.ref)
    if kind not in KINDS:
        raise ValueError(
            f"{where.ref or where.kind or 'this place'} is none in Microsoft 365: write the kind, one of {', '.join(KINDS)}, and {_EXPECTED}"
        )
    if where.tags or where.label:
        raise ValueError("what lies in Microsoft 365 is named by its address: tags and labels are not read there")
    if not where.ref:
        raise ValueError(f"which {kind}? Write its address as `ref`: {_EXPECTED}")
    if kind in _PLACES or kind == _K.FILE:
        return _in_sharepoint(kind, where.ref, part)
    if part:
        raise ValueError(f"a part is a folder in a site, a library or a folder, and a {kind} has none")
    match kind:
        case _K.MAILBOX | _K.SHARED_MAILBOX:
            return Location(SYSTEM, kind, names.mailbox(_address(where.ref, "mailbox", kind)))
        case _K.CALENDAR:
            return Location(SYSTEM, kind, names.calendar(_address(where.ref, "calendar", kind)))
        case _K.TEAM:
            return Location(SYSTEM, kind, names.team(_team(where.ref)))
        case _:
            return Location(SYSTEM, kind, names.channel(*_channel(where.ref)))


def _in_sharepoint(kind: str, ref: str, part: str) -> Location:
    if kind == _K.ONEDRIVE and _ADDRESS.fullmatch(ref):
        if part:
            raise ValueError(
                "a part of a OneDrive is a folder: name the OneDrive by its address https://COMPANY-my.sharepoint.com/personal/…"
            )
        return Location(SYSTEM, kind, _ALL, tags=((ONEDRIVE, ref.lower()),))
    if found := _IDS.fullmatch(ref):
        if part:
            raise ValueError("a part is a folder in a place that is named by its address: https://COMPANY.sharepoint.com/sites/SITE")
        return Location(SYSTEM, kind, _by_ids(kind, found[1], found[2] or ""))
    if kind == _K.FILE:
        raise ValueError(f"{ref} names no file: write its ids, sharepoint://DRIVE/ITEM, or name the folder that it lies in")
    place = _place(ref, kind)
    if part:
        if not part.strip("/*"):
            raise ValueError(f"the part {part!r} names nothing: write a folder, such as Contracts/")
        return Location(SYSTEM, _K.FOLDER, _ALL, tags=((URL, address(f"{place}/{part.strip('/*')}")),))
    return Location(SYSTEM, kind, _ALL, tags=((URL, address(place)),))


def _by_ids(kind: str, first: str, item: str) -> str:
    if item:
        return names.item(first, item)
    return names.site(first) if kind == _K.SITE else names.drive(first)


def _place(ref: str, kind: str) -> str:
    """The address of a site, a library or a folder, without the page that a browser shows it on."""
    split = urlsplit(re.sub(r"/\*\*?$", "", ref))
    if split.scheme not in ("https", "sharepoint") or "." not in split.netloc or "@" in split.netloc or "*" in split.path:
        raise ValueError(f"{ref} is no address of a {kind}: write it as a browser shows it, {_EXPECTED}")
    shown = parse_qs(split.query).get("id", [""])[0]  # a folder that is looked at
    path = shown if _VIEW.search(split.path) and shown.startswith("/") else _VIEW.sub("", split.path)
    return f"https://{split.netloc}{path}"


def _kind_of(ref: str) -> str:
    """The kind that an address tells by itself; empty when it tells none."""
    for kind in (_K.MAILBOX, _K.CALENDAR, _K.TEAM, _K.CHANNEL):
        if ref.startswith((f"microsoft://{kind}/", f"{kind}://")):
            return kind
    if found := _IDS.fullmatch(ref):
        return _K.FILE if found[2] else _K.LIBRARY
    split = urlsplit(ref)
    if split.netloc in _TEAMS_HOSTS:
        return _K.CHANNEL if "/channel/" in split.path else _K.TEAM
    if "sharepoint." not in split.netloc or split.scheme not in ("https", "sharepoint"):
        return ""
    segments = [segment for segment in split.path.split("/") if segment.strip("*")]
    if segments[:1] == ["personal"]:
        return _K.ONEDRIVE
    below = len(segments) - (2 if segments[:1] in (["sites"], ["teams"]) else 0)
    return (_K.SITE, _K.LIBRARY)[below] if below < 2 else _K.FOLDER


def _team(ref: str) -> str:
    split = urlsplit(ref)
    if split.netloc in _TEAMS_HOSTS:
        ref = parse_qs(split.query).get("groupId", [""])[0]
    if found := _TEAM.fullmatch(ref):
        return found[1]
    raise ValueError(f"{ref} names no team: write its link (Get link to team) or the id of its group")


def _channel(ref: str) -> tuple[str, str]:
    split = urlsplit(ref)
    if split.netloc in _TEAMS_HOSTS and (found := re.search(r"/channel/([^/]+)", split.path)):
        return _team(ref), unquote(found[1])
    if found := _CHANNEL.fullmatch(ref):
        return found[1], unquote(found[2])
    raise ValueError(f"{ref} names no channel: write its link (Get link to channel) or microsoft://channel/GROUP/CHANNEL")


def _address(ref: str, word: str, kind: str) -> str:
    found = ref.removeprefix(f"microsoft://{word}/").removeprefix(f"{word}://").removeprefix("mailto:")
    if not _ADDRESS.fullmatch(found):
        raise ValueError(f"{ref} is no {kind}: write its address, such as info@company.example")
    return found
