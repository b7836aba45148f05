"""Every API whose resources are named after their parents (`projects/p/topics/t`): list, get and getIamPolicy, driven by the document.

Source: "Resource-oriented design" and "Standard methods" (API Improvement Proposals 121 and 131 to 132).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.sandbox.google.answers import not_found
from providers.sandbox.google.calls import Behaviour, Behaviours, Call, Listing
from providers.sandbox.google.documents import Method, document
from providers.sandbox.google.gcp.hierarchy import by_id, of_collection
from providers.sandbox.google.gcp.policies import asked_version, policy
from providers.sandbox.google.world import Object

_SIZES = {"secretmanager": (25000, 25000), "cloudkms": (100, 1000), "pubsub": (100, 1000)}


@dataclass(frozen=True, slots=True)
class Family:
    """One API: the host in its full resource names, and what its permissions begin with."""

    host: str
    prefix: str
    nouns: Mapping[str, str]  # a collection's name in permissions, where it is another

    def permission(self, collection: str, verb: str) -> str:
        """The IAM permission of a verb on a collection: `pubsub.topics.list`."""
        return f"{self.prefix}.{self.nouns.get(collection, collection)}.{verb}"

    @property
    def start(self) -> str:
        """How its full resource names begin."""
        return f"//{self.host}/"

    def list(self, call: Call) -> Listing:
        """The resources of one collection of a parent."""
        parent, collection = self._collection(call)
        call.allow(self.permission(_noun(parent, collection), "list"), parent)
        found = of_collection(call.world, self.start, f"{parent}/{collection}")
        if "parent" in call.method.parameters and call.method.parameters["parent"].get("location") == "query":
            found = tuple(each for each in found if each.get("parent") == call.get("parent"))
        if not call.get("showDeleted", otherwise=False):
            found = tuple(each for each in found if each.get("state") != "DELETED" and not each.get("deleted"))
        size, most = _SIZES.get(self.prefix, (50, 1000))
        return Listing(_items_key(call.method), self._filtered(call, found), lambda each: each, size, most)

    def _filtered(self, call: Call, found: Sequence[Object]) -> Sequence[Object]:
        wanted = call.get("filter")
        if not wanted:
            return found
        field, _, value = wanted.partition(":")
        if field != "state":
            raise not_found(f"The sandbox serves no filter {wanted}", "filter")
        return [each for each in found if each.get("state") == value.strip()]

    def get(self, call: Call) -> Mapping[str, Any]:
        """One resource by its name."""
        name = by_id(call.world, call[call.method.variables[0]])
        call.allow(self.permission(_noun(*name.rsplit("/", 2)[:2]), "get"), name)
        found = call.world.resources.get(self.start + name)
        if found is None:
            raise not_found(f"Resource not found (resource={name}).")
        return found

    def policy(self, call: Call) -> Mapping[str, Any]:
        """The allow policy of one resource."""
        name = by_id(call.world, call["resource"])
        call.allow(self.permission(_noun(*name.rsplit("/", 2)[:2]), "getIamPolicy"), name)
        if self.start + name not in call.world.resources:
            raise not_found(f"Resource not found (resource={name}).")
        return policy(call, self.start + name, asked_version(call))

    def locations(self, call: Call) -> Listing:
        """The locations in which there is something."""
        parent = by_id(call.world, call["name"])
        call.allow(self.permission("locations", "list"), parent)
        begin = f"{self.start}{parent}/locations/"
        found = dict.fromkeys(name.removeprefix(begin).partition("/")[0] for name in call.world.resources if name.startswith(begin))
        items = [{"name": f"{parent}/locations/{each}", "locationId": each} for each in found]
        return Listing("locations", items, lambda each: each, 100, 1000)

    def _collection(self, call: Call) -> tuple[str, str]:
        variable = call.method.variables[0]
        return by_id(call.world, call[variable]), call.method.path.rpartition("/")[2]

    def behaviours(self, *names: str) -> Behaviours:
        """The behaviours of methods, by their last word."""
        verbs: Mapping[str, Behaviour] = {"list": self.list, "get": self.get, "getIamPolicy": self.policy}
        return {name: self.locations if name.endswith(".locations.list") else verbs[name.rpartition(".")[2]] for name in names}


def _noun(parent: str, collection: str) -> str:
    """A collection as permissions name it: providers of workforce pools have one of their own."""
    return "workforceProviders" if collection == "providers" and "/workforcePools/" in parent else collection


def _items_key(method: Method) -> str:
    """The one list of resources in an answer."""
    properties = document(method.api).schemas[method.response]["properties"]
    found: str = next(name for name, rule in properties.items() if rule.get("type") == "array" and "$ref" in rule["items"])
    return found


_SECRETS = Family("secretmanager.googleapis.com", "secretmanager", {})
_PUBSUB = Family("pubsub.googleapis.com", "pubsub", {})
_FIRESTORE = Family("firestore.googleapis.com", "datastore", {})
_SPANNER = Family("spanner.googleapis.com", "spanner", {})
_CATALOG = Family("datacatalog.googleapis.com", "datacatalog", {"policyTags": "taxonomies"})
_KMS = Family("cloudkms.googleapis.com", "cloudkms", {})
_SERVICES = Family("serviceusage.googleapis.com", "serviceusage", {})
IAM = Family(
    "iam.googleapis.com",
    "iam",
    {"keys": "serviceAccountKeys", "providers": "workloadIdentityPoolProviders", "workforceProviders": "workforcePoolProviders"},
)

SECRETS = _SECRETS.behaviours(
    "projects.locations.list",
    *(f"projects.{place}secrets.{verb}" for place in ("", "locations.") for verb in ("list", "get", "getIamPolicy")),
)
PUBSUB = _PUBSUB.behaviours(
    *(f"projects.{noun}.{verb}" for noun in ("topics", "subscriptions", "snapshots") for verb in ("list", "get", "getIamPolicy"))
)
FIRESTORE = _FIRESTORE.behaviours("projects.databases.list", "projects.databases.get")
SPANNER = _SPANNER.behaviours(
    *(f"projects.instances.{noun}{verb}" for noun in ("", "databases.") for verb in ("list", "get", "getIamPolicy")),
)
KMS = _KMS.behaviours(
    "projects.locations.list",
    *(f"projects.locations.keyRings.{noun}{verb}" for noun in ("", "cryptoKeys.") for verb in ("list", "get", "getIamPolicy")),
)
CATALOG = _CATALOG.behaviours(
    *(f"projects.locations.taxonomies.{noun}{verb}" for noun in ("", "policyTags.") for verb in ("list", "get", "getIamPolicy")),
)
SERVICES = _SERVICES.behaviours("services.list", "services.get")
