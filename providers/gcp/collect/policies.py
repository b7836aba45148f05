"""Allow policies: those of Cloud Asset Inventory first, thousands a call; what it does not hold is asked for resource by resource.

Its lists are not the whole truth: they lag by minutes, and say nothing of managed folders, policy tags and the entries of datasets. So that
a policy which is not among them is asked for, except of a table, of which there are too many and most have none.
"""

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Any

from providers.gcp.collect.projects import Projects
from providers.gcp.collect.raw import Place
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import NOTHING, Reader
from providers.values import Answer

_API = "cloudasset.v1"
READING = "read policies"  # the operation of a gap for a policy that was told and not understood
VERSION_3 = {
    "options": {"requestedPolicyVersion": 3}
}  # older versions leave conditions out (page "Policies", "Specifying a policy version")
_BELOW = ("/managedFolders/", "/rowAccessPolicies/")  # what is asked for with the bucket or table that it lies in


def collect(reader: Reader, place: Place) -> Mapping[str, Answer] | None:
    """The allow policies in an organisation or project by resource, as its full name is written; None when Cloud Asset Inventory can't say.

    Pages "List assets" and "Search for IAM allow policies". An entry that has another form than documented is a gap.
    """
    listed = reader.items(_API, "assets.list", "assets", parent=place.name, contentType="IAM_POLICY", pageSize=1000)
    searched = reader.items(_API, "v1.searchAllIamPolicies", "results", scope=place.name, pageSize=500)
    for entries, named, policy in ((listed, "name", "iamPolicy"), (searched, "resource", "policy")):
        before = len(reader.gaps)
        found = list(entries)
        if len(reader.gaps) == before:
            return dict(_understood(reader, found, named, policy))
    return None


def _understood(reader: Reader, found: Iterable[Any], named: str, policy: str) -> Iterator[tuple[str, Answer]]:
    for entry in found:
        told = entry if isinstance(entry, dict) else {}
        name = told.get(named)
        if isinstance(name, str) and name and isinstance(told.get(policy), dict):
            yield name, told[policy]
        elif not (isinstance(name, str) and name and told.get(policy) is None):  # an asset without a policy is none of ours
            about = resource_uri(name) if isinstance(name, str) and name else ""
            reader.gap(READING, "an entry has not the documented form", about=about)


class Policies:
    """Allow policies by resource. Safe to use from several threads."""

    def __init__(self, projects: Projects | None = None) -> None:
        self.projects = projects or Projects()
        self._held: dict[str, Answer] = {}
        self._covered: set[str] = set()
        self._taken: set[str] = set()
        self._lock = Lock()

    def hold(self, policies: Mapping[str, Answer], places: Iterable[Place]) -> None:
        """What Cloud Asset Inventory said of everything in some places."""
        self._held |= {self.projects.uri(name): policy for name, policy in policies.items() if not any(part in name for part in _BELOW)}
        self._covered |= {place.name for place in places}

    def covers(self, place: Place) -> bool:
        """Whether Cloud Asset Inventory was read for a place."""
        return place.name in self._covered

    def ask(
        self,
        reader: Reader,
        place: Place,
        uri: str,
        api: str,
        method: str,
        *,
        alias: str = "",
        rare: bool = False,
        **parameters: Any,
    ) -> dict[str, Answer]:
        """The allow policy of a resource in some place as an entry of a thing's answers; empty, and a gap kept, when it can't be read.

        alias: another name that Cloud Asset Inventory may use for it. rare: so seldom set that its silence is taken for an answer.
        """
        name = next((name for name in (uri, alias) if name in self._held), "")
        if name:
            self.drop(name)
            return {"policy": self._held[name]}
        if rare and self.covers(place):
            return {"policy": NOTHING}
        answer = reader.ask(api, method, about=uri, **parameters)
        return {} if answer is None else {"policy": answer}

    def known(self, uri: str) -> Answer | None:
        """What Cloud Asset Inventory holds of a resource."""
        return self._held.get(uri)

    def drop(self, uri: str) -> None:
        """Takes a policy out of the rest: something better was read."""
        with self._lock:
            self._taken.add(uri)

    def rest(self) -> Iterator[tuple[str, Answer]]:
        """The policies that nobody asked for, by the id of their resource: those of services that are not read otherwise."""
        yield from ((uri, self._held[uri]) for uri in sorted(self._held.keys() - self._taken))
