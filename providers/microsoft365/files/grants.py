"""Permissions as grants: who, which levels, until when, under which condition.

Roles after the pages "permission resource type" and "Understanding permission levels in SharePoint"; links after "sharingLink resource type" and
"driveItem: createLink". Who may edit lets others in where the site says so, as it does unless somebody changed it (page "Change how members can
share": "SharePoint site permissions"): the setting is not read, so that `share` keeps it as a condition.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.model.facts import Grant, Verdict
from policies.levels import CONTENT, Level
from providers.microsoft365.directory import Directory
from providers.microsoft365.files.answers import Identities, Identity, Link, Permission
from providers.microsoft365.files.claims import Grantee, addressed, claimed
from providers.microsoft_api import names

_READS = Level.FIND | Level.READ
_WRITES = _READS | Level.CHANGE

_ROLES = {
    "read": _READS,
    "write": _WRITES,
    "owner": CONTENT,
    "manage": _WRITES,  # of an application on a site
    "fullcontrol": CONTENT,
    "sp.full control": CONTENT,
    "sp.owner": CONTENT,
    "sp.manage hierarchy": CONTENT,
    "sp.design": _WRITES,
    "sp.edit": _WRITES,
    "sp.contribute": _WRITES,
    "sp.approve": _WRITES,
    "sp.read": _READS,
    "sp.restricted read": _READS,
    "sp.view only": _READS,
    "sp.restricted view": _READS,
    "sp.review": _READS,
    "review": _READS,
    "sp.limited access": Level.NONE,  # a way through to something that is shared; nothing by itself
    "sp.web-only limited access": Level.NONE,
}
_LINKS = {"view": _READS, "edit": _WRITES, "review": _READS, "embed": _READS, "blocksdownload": _READS, "createonly": Level.CHANGE}
_EDITS = frozenset({"write", "sp.edit", "sp.contribute"})
_MEMBERS_SHARE = "the site lets whoever edits share"
_PASSWORD = "the link's password is known"  # noqa: S105 - a condition, for people


@dataclass(frozen=True, slots=True)
class Terms:
    """What a permission gives to whomever it is for. `unclear` are its words that are not known."""

    levels: Level
    unclear: str
    source: str
    condition: str = ""
    until: date | None = None
    edits: bool = False  # by a role on the thing itself

    def to(self, grantee: Grantee) -> Iterator[Grant]:
        """The grants to one grantee: what is sure, and what a word that is not known may give besides."""
        if grantee.doubt:
            doubt = " and ".join(filter(None, (grantee.doubt, self.unclear)))
            yield Grant(grantee.id, CONTENT if self.unclear else self.levels, self.source, doubt, self.until, Verdict.UNKNOWN)
            return
        if self.levels:
            verdict = Verdict.IF if self.condition else Verdict.YES
            yield Grant(grantee.id, self.levels, self.source, self.condition, self.until, verdict)
        if self.edits:
            yield Grant(grantee.id, Level.SHARE, self.source, _MEMBERS_SHARE, self.until, Verdict.IF)
        if self.unclear:
            yield Grant(grantee.id, CONTENT, self.source, self.unclear, self.until, Verdict.UNKNOWN)


def grants(rows: Iterable[Permission], site: str, directory: Directory) -> frozenset[Grant]:
    """What the permissions on one thing in a site give, each. One that is of no known form is kept with the verdict unknown."""
    return frozenset(grant for row in rows for grant in _given(row, site, directory))


def _given(row: Permission, site: str, directory: Directory) -> Iterator[Grant]:
    terms = _terms(row)
    for grantee in _grantees(row, site, directory):
        yield from terms.to(grantee)


def _grantees(row: Permission, site: str, directory: Directory) -> Iterator[Grantee]:
    named = [identified(each, row, site, directory) for each in _named(row)]
    if row.link is None:
        yield from named or _invited(row, directory)
        return
    scope = (row.link.scope or "").lower()
    match scope:
        case "existingaccess":
            return
        case "anonymous":
            yield Grantee(names.anyone_with_link().id)
        case "organization":
            yield Grantee(names.tenant_link(directory.tenant).id)
        case "users":
            pass
        case "" if named or row.invitation is not None:
            pass
        case _:
            yield Grantee(names.anyone_with_link().id, f"whom a link of the scope {row.link.scope or 'not told'} lets in is not known")
    yield from named
    if row.invitation is not None and not named:
        yield from _invited(row, directory)


def _named(row: Permission) -> tuple[Identities, ...]:
    """Everybody that a permission names; the deprecated fields where the others say nothing."""
    one = row.granted_to_v2 if _says(row.granted_to_v2) else row.granted_to
    several = row.granted_to_identities_v2 or row.granted_to_identities or ()
    return (*((one,) if one is not None and _says(one) else ()), *several)


def _says(found: Identities | None) -> bool:
    return found is not None and found != Identities()


def _invited(row: Permission, directory: Directory) -> Iterator[Grantee]:
    """Who was invited by address and has not come yet."""
    if row.invitation is not None and row.invitation.email:
        yield Grantee(addressed(row.invitation.email, directory))
    else:
        yield _stranger(row)


def _stranger(row: Permission) -> Grantee:
    return Grantee(f"microsoft://permission/{row.id or 'unnamed'}", "whom the permission is for is not told")


def identified(found: Identities, row: Permission, site: str, directory: Directory) -> Grantee:
    """Who an entry of a permission means. A claim says more than an id, but of a user."""
    group = found.site_group or found.share_point_group
    if group is not None and group.id:
        return Grantee(names.site_group(site, group.id).id)
    login = found.site_user.login_name if found.site_user is not None else None
    claim = claimed(login, directory) if login else None
    if claim is not None and not claim.person and not claim.doubt:
        return claim
    lone = found in (row.granted_to_v2, row.granted_to)  # an invitation is for one
    return (
        _by_id(found, directory) or claim or _by_address(found, directory) or (next(_invited(row, directory)) if lone else _stranger(row))
    )


def _by_id(found: Identities, directory: Directory) -> Grantee | None:
    if found.user is not None and found.user.id:
        return Grantee(directory.holder(found.user.id) or names.user(found.user.id).id)
    if found.group is not None and found.group.id:
        return Grantee(directory.holder(found.group.id) or names.group(found.group.id).id)
    if found.application is not None and found.application.id:
        return Grantee(directory.holder(found.application.id) or names.application(found.application.id).id)
    if found.device is not None and found.device.id:
        return Grantee(names.device(found.device.id).id)
    return None


def _by_address(found: Identities, directory: Directory) -> Grantee | None:
    told: tuple[Identity | None, ...] = (found.user, found.site_user, found.group)
    address = next((each.email for each in told if each is not None and each.email), "")
    return Grantee(addressed(address, directory)) if address else None


def _terms(row: Permission) -> Terms:
    levels, unknown = Level.NONE, []
    for role in row.roles or ():
        gives = _ROLES.get(role.strip().lower())
        levels |= gives or Level.NONE
        unknown += [] if gives is not None else [f"role {role}"]
    if row.link is not None:
        levels, unknown = _of_link(row.link, levels, unknown)
    elif not row.roles:
        unknown.append("permission without a role")
    unclear = f"what a {' and a '.join(unknown)} allows is not known here" if unknown else ""
    condition = _PASSWORD if row.has_password and row.link is not None else ""
    edits = row.link is None and Level.SHARE not in levels and not _EDITS.isdisjoint(role.strip().lower() for role in row.roles or ())
    return Terms(levels, unclear, _source(row), condition, until(row.expiration_date_time), edits)


def _of_link(link: Link, levels: Level, unknown: list[str]) -> tuple[Level, list[str]]:
    """What a link gives by its kind and its roles together; a link to upload gives nothing else, whatever its role says."""
    kind = (link.type or "").lower()
    if kind == "createonly":
        return Level.CHANGE, unknown
    if kind not in _LINKS and (link.type or not levels):
        return levels, [*unknown, f"link of the kind {link.type or 'not told'}"]
    return levels | _LINKS.get(kind, Level.NONE), unknown


def _source(row: Permission) -> str:
    roles = ", ".join(row.roles or ())
    if row.link is None:
        return f"sharepoint role {roles}" + (", invited" if row.invitation is not None else "")
    download = ", blocks download" if row.link.prevents_download else ""
    return f"sharing link {row.link.type or roles}, {row.link.scope or 'users'}{download}"


def until(text: str | None) -> date | None:
    """The last day on which something holds for some while; None where it has no end. The first year means that there is none."""
    if not text or text.startswith("0001-"):
        return None
    try:
        ends = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (ends - timedelta(microseconds=1)).date()
