"""Sites with their libraries: which there are, and who reaches everything in one.

Sources: the pages "site: getAllSites", "List subsites for a site", "List available drives" and "List permissions" of a site (Microsoft Graph v1.0).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from audit.model.facts import Grant, Resource, pairs
from policies.levels import CONTENT, Level
from providers.microsoft365.files import answers, words
from providers.microsoft365.files.answers import Drive, Permission, Site
from providers.microsoft365.files.grants import grants
from providers.microsoft365.files.ledger import People
from providers.microsoft365.files.operations import DRIVES, GET_ALL_SITES, SITE_PERMISSIONS, SUBSITES
from providers.microsoft365.kinds import PROVIDER, ResourceKind
from providers.microsoft_api import names
from providers.microsoft_api.batching import Step
from providers.microsoft_api.reader import Reader, options

ADMINISTRATOR = "site administrator"
TENANT_ROLE = "admin-role"


@dataclass(frozen=True, slots=True)
class Place:
    """A site. `number` is Graph's id, `collection` the GUID of the site collection; `above` the site that it lies in, "" for the collection's own."""

    uri: str
    number: str
    collection: str
    name: str
    url: str
    personal: bool = False
    above: str = ""

    @property
    def host(self) -> str:
        """The host that serves it."""
        return urlsplit(self.url).hostname or self.number.split(",")[0]

    @property
    def path(self) -> tuple[str, ...]:
        """The segments of its address after the host."""
        return tuple(unquote(segment) for segment in urlsplit(self.url).path.split("/") if segment)

    def resource(self, acl: str) -> Resource:
        """The site as a fact."""
        labels = pairs({words.URL: words.address(self.url)}) if self.url else ()
        attributes = pairs({words.PERSONAL: "true"}) if self.personal else ()
        return Resource(self.uri, PROVIDER, ResourceKind.SITE, self.name, self.above, acl, labels, attributes)


def administrators(collection: str) -> str:
    """The principal that stands for the administrators of a site collection."""
    return f"{names.site_group(collection, 'administrators').id}"


def places(reader: Reader) -> list[list[Place]]:
    """All sites that are listed, by their site collection: its own first, which has the shortest address."""
    listed = {site.id: site for site in reader.items("graph", GET_ALL_SITES, kind=Site, select=answers.SITE)}
    together: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sorted(listed.values(), key=lambda site: (len(site.web_url or ""), site.id)):
        together[_collection(site)].append(site)
    return [[_placed(site, lower=site is not found[0]) for site in found] for _, found in sorted(together.items())]


def asked(place: Place) -> Iterator[Step]:
    """The calls about a site, to be made ahead."""
    path = {"site": place.number}
    if not place.personal:
        yield Step(SUBSITES, path, options({"select": answers.SITE}))
    yield Step(SITE_PERMISSIONS, path)
    yield Step(DRIVES, path, options({"select": answers.DRIVE}))


def within(reader: Reader, listed: Iterable[Place]) -> tuple[Place, ...]:
    """The sites of one collection, with those below them that are not listed. A user's OneDrive has none."""
    found = {place.uri: place for place in listed}
    waiting = [place for place in found.values() if not place.personal]
    while waiting:
        place = waiting.pop()
        for site in reader.items("graph", SUBSITES, kind=Site, path={"site": place.number}, about=place.uri, select=answers.SITE):
            lower = _placed(site, lower=True)
            if lower.uri not in found and _collection(site) == place.collection:
                found[lower.uri] = lower
                waiting.append(lower)
    return tuple(found.values())


def _placed(site: Site, *, lower: bool) -> Place:
    collection = _collection(site)
    top = names.site(collection)
    uri = f"{top}/{site.id.rpartition(',')[2].lower()}" if lower else top
    name = site.display_name or site.name or uri
    return Place(uri, site.id, collection, name, site.web_url or "", bool(site.is_personal_site), top if lower else "")


def _collection(site: Site) -> str:
    """The GUID of the site collection; Graph's id is host, collection and site."""
    parts = site.id.split(",")
    return (parts[1] if len(parts) > 1 else site.id).lower()


def libraries(reader: Reader, place: Place) -> tuple[Drive, ...]:
    """The libraries of a site, sorted."""
    found = reader.items("graph", DRIVES, kind=Drive, path={"site": place.number}, select=answers.DRIVE)
    return tuple(sorted({drive.id: drive for drive in found}.values(), key=lambda drive: drive.id))


def base(reader: Reader, place: Place, people: People) -> frozenset[Grant]:
    """What holds on everything in a site: its administrators', the applications' that it lets in, and what administrators of the tenant could have."""
    rows = tuple(reader.items("graph", SITE_PERMISSIONS, kind=Permission, path={"site": place.number}))
    roles = (Grant(role, Level.MANAGE, TENANT_ROLE) for role in people.directory.administrators.sites)
    return frozenset((Grant(administrators(place.collection), CONTENT, ADMINISTRATOR), *roles)) | grants(
        rows, place.collection, people.directory
    )


def owner(drive: Drive) -> str:
    """The user or group whose library it is; empty when that is not told."""
    if drive.owner is not None and drive.owner.user is not None and drive.owner.user.id:
        return names.user(drive.owner.user.id).id
    if drive.owner is not None and drive.owner.group is not None and drive.owner.group.id:
        return names.group(drive.owner.group.id).id
    return ""
