"""Names of resources, long and short, and what lies above a resource.

IAM documentation, "Full resource names"; "Resource attributes for IAM Conditions" (resource service, resource type, resource name format).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

MANAGER = "//cloudresourcemanager.googleapis.com/"
_SHORT = re.compile(r"(projects|folders|organizations)/[^/]+")
_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.googleapis\.com/")
_TYPES = tuple(  # what the name looks like, and the value of resource.type
    (re.compile(f"//{service}/{shape}".replace("{}", "[^/]+")), f"{service}/{kind}")
    for service, shape, kind in (
        ("storage.googleapis.com", "projects/_/buckets/{}", "Bucket"),
        ("storage.googleapis.com", "projects/_/buckets/{}/objects/.+", "Object"),
        ("storage.googleapis.com", "projects/_/buckets/{}/managedFolders/.+", "ManagedFolder"),
        ("bigquery.googleapis.com", "projects/{}/datasets/{}", "Dataset"),
        ("bigquery.googleapis.com", "projects/{}/datasets/{}/tables/{}", "Table"),
        ("bigquery.googleapis.com", "projects/{}/datasets/{}/models/{}", "Model"),
        ("bigquery.googleapis.com", "projects/{}/datasets/{}/routines/{}", "Routine"),
        ("secretmanager.googleapis.com", "projects/{}(/locations/{})?/secrets/{}", "Secret"),
        ("secretmanager.googleapis.com", "projects/{}(/locations/{})?/secrets/{}/versions/{}", "SecretVersion"),
        ("cloudkms.googleapis.com", "projects/{}/locations/{}/keyRings/{}", "KeyRing"),
        ("cloudkms.googleapis.com", "projects/{}/locations/{}/keyRings/{}/cryptoKeys/{}", "CryptoKey"),
        ("cloudkms.googleapis.com", "projects/{}/locations/{}/keyRings/{}/cryptoKeys/{}/cryptoKeyVersions/{}", "CryptoKeyVersion"),
        ("sqladmin.googleapis.com", "projects/{}/instances/{}", "Instance"),
        ("sqladmin.googleapis.com", "projects/{}/instances/{}/backupRuns/{}", "BackupRun"),
        ("spanner.googleapis.com", "projects/{}/instances/{}", "Instance"),
        ("spanner.googleapis.com", "projects/{}/instances/{}/databases/{}", "Database"),
        ("spanner.googleapis.com", "projects/{}/instances/{}/backups/{}", "Backup"),
        ("firestore.googleapis.com", "projects/{}/databases/{}", "Database"),
        ("cloudresourcemanager.googleapis.com", "projects/{}", "Project"),
        ("compute.googleapis.com", "projects/{}/zones/{}/instances/{}", "Instance"),
        ("compute.googleapis.com", "projects/{}/zones/{}/disks/{}", "Disk"),
        ("compute.googleapis.com", "projects/{}/global/images/{}", "Image"),
        ("compute.googleapis.com", "projects/{}/global/snapshots/{}", "Snapshot"),
    )
)
_ABOVE = re.compile(  # the parts of a name after which a resource with a policy of its own ends
    r"(//storage\.googleapis\.com/projects/_/buckets/[^/]+"
    r"|//[^/]+/projects/[^/]+/datasets/[^/]+"
    r"|//[^/]+/projects/[^/]+(?:/locations/[^/]+)?/secrets/[^/]+"
    r"|//[^/]+/projects/[^/]+/locations/[^/]+/keyRings/[^/]+(?=/cryptoKeys)"
    r"|//spanner\.googleapis\.com/projects/[^/]+/instances/[^/]+"
    r")/"
)
_FOLDER = re.compile(r"(?P<bucket>//storage\.googleapis\.com/projects/_/buckets/[^/]+)/(objects|managedFolders)/(?P<name>.+)")
_KEY = re.compile(r"(//cloudkms\.googleapis\.com/.+/cryptoKeys/[^/]+)/cryptoKeyVersions/")


@lru_cache(maxsize=65536)
def full_name(name: str) -> str:
    """The full resource name of what is written in full, without the leading slashes, URL-encoded, or short (`projects/p`).

    Raises:
        ValueError: what the name lacks, and how it is written.
    """
    text = name.strip()
    if text.startswith("policies/"):  # the name of a deny policy holds its attachment point
        text = text.split("/")[1]
    if "%2f" in text.lower() and "/" not in text:
        text = unquote(text)
    if _SHORT.fullmatch(text):
        return MANAGER + text
    text = text.removeprefix("//")
    if "/managedFolders/" in text:
        text = text.rstrip("/")
    if not _DOMAIN.match(text) or (text.endswith("/") and "/objects/" not in text) or "//" in text.partition("/objects/")[0]:
        raise ValueError(f"{name!r} is no resource: write //service.googleapis.com/its/name, or projects/p, folders/1, organizations/2")
    return f"//{text}"


def relative_name(resource: str) -> str:
    """What conditions call `resource.name`: the name without its service."""
    return resource.removeprefix("//").partition("/")[2]


def service_of(resource: str) -> str:
    """What conditions call `resource.service`: the domain of its API."""
    return resource.removeprefix("//").partition("/")[0]


@lru_cache(maxsize=65536)
def type_of(resource: str) -> str:
    """What conditions call `resource.type`; empty for a type that is not known to have one."""
    return next((kind for shape, kind in _TYPES if shape.fullmatch(resource)), "")


def project_of(resource: str) -> str:
    """The project that a resource names as its own, as a full name; empty where it names none."""
    found = re.match(r"//[^/]+/projects/([^/_][^/]*)(/|$)", resource)
    return f"{MANAGER}projects/{found[1]}" if found else ""


def implied(resource: str) -> Iterator[str]:
    """What lies above a resource as its own name tells, nearest first: an object's bucket, a table's dataset, the project."""
    key = _KEY.match(resource)
    if key:
        yield key[1]
    yield from _folders(resource)
    above = _ABOVE.match(resource)
    if above:
        yield above[1]
    project = project_of(resource)
    if project and project != resource:
        yield project


def _folders(resource: str) -> Iterator[str]:
    """The managed folders that an object, or another of them, would lie in: no name tells whether there are any."""
    found = _FOLDER.match(resource)
    if found:
        parts = found["name"].split("/")[:-1]
        yield from (f"{found['bucket']}/managedFolders/{'/'.join(parts[:length])}" for length in range(len(parts), 0, -1))


def chain(resource: str, ancestors: Iterable[str]) -> tuple[str, ...]:
    """A resource and all that lies above it, nearest first: what its name tells, where the ancestors that are given do not."""
    given = [name for name in ancestors if name != resource]
    own = [name for name in implied(resource) if name not in given]
    services = [name for name in (*own, *given) if not name.startswith(MANAGER)]
    managed = [name for name in (*own, *given) if name.startswith(MANAGER)]
    if any(name.startswith(f"{MANAGER}projects/") for name in given):  # the project may be given by its number
        managed = [name for name in managed if name in given]
    return tuple(dict.fromkeys((resource, *services, *managed)))
