"""What a fact needs to know of other answers than its own: the tree of places, and what holds in them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from audit.model.facts import Pairs, Resource, pairs
from providers.gcp.collect.projects import Projects
from providers.gcp.collect.raw import Place, Raw
from providers.gcp.kinds import KMS_KEY, MEASURE_PREFIX, PROVIDER, ResourceKind
from providers.values import MALFORMED, Answer, entries, part

PREVENTION = "storage.publicAccessPrevention"


@dataclass(frozen=True, slots=True)
class Context:
    """Lookups over places; `as_of` is the day of the run."""

    as_of: date
    projects: Projects
    parents: Mapping[str, str]  # name → the place above
    audited: Mapping[str, Answer]  # name → the allow policy with its audit configuration, where it was read
    prevention: Mapping[str, bool]  # project → whether organisation policies prevent public access, where that was read

    @classmethod
    def of(cls, places: Iterable[Place], raws: Iterable[Raw], as_of: date) -> "Context":
        """Looks everything up."""
        known = tuple(places)
        audited: dict[str, Answer] = {}
        prevention: dict[str, bool] = {}
        for raw in raws:
            if raw.kind == "place" and "policy" in raw.answers:
                audited[raw.place.name] = raw.answers["policy"]
            elif raw.kind == "org-policy" and raw.answers["constraint"]["name"] == PREVENTION:
                with suppress(*MALFORMED):  # its own facts tell of another form
                    prevention[raw.place.name] = any(rule.get("enforce") is True for rule in entries(part(raw.body, "spec"), "rules"))
        return cls(as_of, Projects.of(known), {place.name: place.parent for place in known}, audited, prevention)

    def logs_reading(self, place: Place, service: str) -> bool | None:
        """Whether a project, or a place above it, keeps Data Access logs of a service; None when a policy that could say so was not read.

        Page "Enable Data Access audit logs": configurations add up on the way down.
        """
        line = tuple(self._line(place.name))
        if any(_logs(self.audited.get(name, {}), service) for name in line):
            return True
        return False if all(name in self.audited for name in line) else None

    def key(self, name: object) -> dict[str, str]:
        """The attribute that names the customer-managed key which encrypts a resource; empty when Google's own do."""
        if not name or not isinstance(name, str):
            return {}
        return {KMS_KEY: self.projects.uri(f"//cloudkms.googleapis.com/{name.partition('/cryptoKeyVersions/')[0]}")}

    def _line(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            yield name
            name = self.parents.get(name, "")


def _logs(policy: Answer, service: str) -> bool:
    """Whether it is said that reading is logged; what is not understood says nothing."""
    return any(
        config.get("service") in ("allServices", service)
        and any(log.get("logType") == "DATA_READ" for log in objects(config, "auditLogConfigs"))
        for config in objects(policy, "auditConfigs")
    )


def objects(body: Answer, key: str) -> Iterator[Answer]:
    """The objects in a list of settings, as far as there are any."""
    found = body.get(key)
    yield from (each for each in found if isinstance(each, Mapping)) if isinstance(found, list) else ()


def flag(value: object) -> str:
    """A yes or no as facts write it."""
    return "true" if value else "false"


def measures(**on: bool | None) -> dict[str, str]:
    """Measures as attributes; None: not known, so absent. `_` stands for `-`."""
    return {f"{MEASURE_PREFIX}{name.replace('_', '-')}": flag(value) for name, value in on.items() if value is not None}


def resource(
    uri: str, kind: ResourceKind, name: str, parent: str, *, labels: object = None, attributes: Mapping[str, str] | None = None
) -> Resource:
    """A resource. Attributes without text are left out."""
    known = {key: value for key, value in (attributes or {}).items() if value}
    return Resource(uri, PROVIDER, kind, name, parent, labels=_labels(labels), attributes=pairs(known))


def _labels(given: object) -> Pairs:
    return pairs({str(key): str(value) for key, value in given.items()}) if isinstance(given, Mapping) else ()
