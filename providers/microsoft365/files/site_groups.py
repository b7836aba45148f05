"""The groups and administrators of a site collection, read through SharePoint's own interface: Graph does not tell who is in them.

It answers an application that signs in with a certificate alone ("Granting access via Entra ID App-Only"); calls after "Users, groups, and
roles REST API reference" (SharePoint).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from audit.model.facts import Coverage, CoverageStatus, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from audit.ports import Sink
from providers.microsoft365.files.answers import Member, SiteGroup
from providers.microsoft365.files.claims import Grantee, addressed, claimed
from providers.microsoft365.files.ledger import Ledger, People
from providers.microsoft365.files.operations import GROUP_USERS, SITE_GROUPS, SITE_USERS, of_site
from providers.microsoft365.files.sites import Place, administrators
from providers.microsoft365.files.words import GROUPS
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft_api import names
from providers.microsoft_api.reader import Reader

_Row = TypeVar("_Row", Member, SiteGroup)
_LINK = "SharingLinks."  # how groups begin that SharePoint makes for each sharing link: Graph tells of the link itself, and whom it lets in
_SEGMENTS = 2  # of the address of a site that is not the root


@dataclass(frozen=True, slots=True)
class _Site:
    """A site collection as its own interface addresses it: by the host and, but for the host's root site, two segments."""

    place: Place
    reader: Reader

    def rows(self, name: str, kind: type[_Row], about: str, /, *, group: str = "", **query: str) -> Iterator[_Row]:
        """The entries of a list."""
        managed = self.place.path[:2]
        root = len(managed) < _SEGMENTS
        path = {"group": group} if group else {}
        if not root:
            path |= dict(zip(("managed", "name"), managed, strict=True))
        return self.reader.items("sharepoint", of_site(name, root=root), kind=kind, about=about, host=self.place.host, path=path, **query)


def read(reader: Reader, place: Place, sink: Sink, people: People) -> frozenset[str]:
    """Writes who administers a site collection and who is in its groups; gives the groups that were looked at."""
    site, admins = _Site(place, reader), administrators(place.collection)
    found: list[str] = [admins]
    ledger = Ledger(sink, people, frozenset({admins}))
    sink.add(Principal(admins, PROVIDER, PrincipalKind.GROUP, f"administrators of {place.name}"))
    if not place.url:
        reader.gap(f"sharepoint:{SITE_USERS}", "the address of the site was not told, so that it can't be asked", about=admins)
        sink.add(*reader.gaps, reader.coverage())
        return frozenset(found)
    for member in site.rows(SITE_USERS, Member, admins, filter="IsSiteAdmin eq true"):
        if member.is_site_admin is not False:
            _joins(ledger, member, admins, f"administers {place.name}")
    for group in site.rows(SITE_GROUPS, SiteGroup, names.site_group(place.collection, "unread").id):
        title = group.title or str(group.id)
        if title.startswith(_LINK):
            continue
        uri = names.site_group(place.collection, str(group.id)).id
        found.append(uri)
        sink.add(Principal(uri, PROVIDER, PrincipalKind.GROUP, f"{title} ({place.name})"))
        for member in site.rows(GROUP_USERS, Member, uri, group=str(group.id)):
            _joins(ledger, member, uri, f"in group {title} of {place.name}")
    sink.add(*reader.gaps, reader.coverage())
    return frozenset(found)


def unsupported(place: Place) -> Coverage:
    """What is said of a site when no certificate signs in."""
    return Coverage(PROVIDER, GROUPS, place.uri, CoverageStatus.UNSUPPORTED)


def _joins(ledger: Ledger, member: Member, container: str, because: str) -> None:
    grantee = _meant(member, ledger.people)
    verdict = Verdict.UNKNOWN if grantee.doubt else Verdict.YES
    fact = Membership(grantee.id, container, MembershipKind.MEMBER, grantee.doubt, None, verdict, because, member.login_name or "")
    ledger.sink.add(fact)
    ledger.meet([grantee.id])


def _meant(member: Member, people: People) -> Grantee:
    if member.login_name:
        return claimed(member.login_name, people.directory)
    if member.email:
        return Grantee(addressed(member.email, people.directory))
    return Grantee(f"microsoft://claim/{(member.title or 'unnamed').lower()}", "whom an entry without a login name stands for is not known")
