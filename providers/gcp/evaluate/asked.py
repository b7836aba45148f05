"""What a permission is asked on, as conditions see it: the resource's name, type and service.

The things in a bucket, a dataset or a secret are without number, yet to policies they differ only by which patterns of names they fit: a shortest
name of each sort stands for all, and the answer is exact. IAM documentation, "Resource attributes for IAM Conditions" (resource name format);
Cloud Storage documentation, "IAM Conditions" (`objectListPrefix`).
"""

import re
from dataclasses import dataclass, replace
from functools import partial

from audit.model.facts import Resource
from policies.locations import Location, intersect, is_empty_after, matches, meets
from policies.patterns import sorts
from providers.formula import Atom, Formula, any_of, atoms, fitting, replaced
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.condition import Asking
from providers.gcp.evaluate.hierarchy import relative_name, service_of, type_of
from providers.gcp.evaluate.levels import On
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import ResourceKind

_NAME, _PREFIX = "resource.name", "storage.googleapis.com/objectListPrefix"
_LISTS = frozenset({"storage.objects.list", "storage.managedFolders.list", "storage.folders.list"})
_PREFIX_TEST = re.compile(
    rf"""api\.getAttribute\(\s*["']{re.escape(_PREFIX)}["']\s*,\s*(?:""|'')\s*\)\s*(?:\.(startsWith)\(\s*|(==)\s*)["']([^"'*?\\]*)["']\s*\)?"""
)
_EXTRACT_TEST = re.compile(
    r"""resource\.name\.extract\(\s*["']([^"'{}*?]*)\{\w+\}([^"'{}*?]*)["']\s*\)\s*(?:(==)\s*|\.(startsWith)\(\s*)["']([^"'*?\\]*)["']\s*\)?"""
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Some things of one type in a location: patterns of their names, and of those that are left out.

    `named` says which attribute the patterns are of: the name, or for a listing the prefix that is asked for. Without patterns the name is not known.
    """

    asking: Asking
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    named: str = _NAME

    def exists(self, formula: Formula) -> Formula:
        """Whether something among them fits what a formula asks of its name; what else is asked stays."""
        tests = tuple(sorted({atom.pattern for atom in atoms(formula) if atom.of == self.named and self._comparable(atom)}))
        if not self.includes or not (tests or self.excludes):
            return formula
        told = partial(fitting, of=self.named, tests=frozenset(tests))
        return any_of(*(replaced(formula, partial(told, fitted=fitted)) for fitted in sorts(self.includes, self.excludes, tests)))

    def _comparable(self, atom: Atom) -> bool:
        """Whether a test names projects as the names do: by id, or by number."""
        ours, theirs = (re.match(r"projects/([\w:.-]+)", text) for text in (self.includes[0] if self.includes else "", atom.pattern))
        return not (ours and theirs and "_" not in (ours[1], theirs[1]) and ours[1].isdigit() != theirs[1].isdigit())


def asked(world: World, resource: Resource, on: On, permission: str, location: Location) -> Asked:
    """What a permission is asked on where a resource lies in a location."""
    name = full_name(world, resource)
    match on:
        case On.OBJECTS:
            start = f"{_bucket_name(resource)}/objects/"
            return _several(world, f"{start}o", _inside(location.pattern, resource, start), _excluded(location, resource, start))
        case On.TABLES if resource.kind == ResourceKind.DATASET:
            start = f"{name}/tables/"
            deeper = f"{relative_name(start)}*/*"  # no table's name has a slash
            return _several(world, f"{start}t", _inside(location.pattern, resource, start), (*_excluded(location, resource, start), deeper))
        case On.VERSIONS:
            start = f"{relative_name(name)}/versions/"
            return _several(world, f"{name}/versions/1", (f"{start}?*",) if name else (), (f"{start}*/*",))
        case _ if permission in _LISTS and resource.kind in (ResourceKind.BUCKET, ResourceKind.MANAGED_FOLDER):
            one = _single(world, name)
            listing = replace(one.asking, known=_of_prefix)
            keys = _inside(location.pattern, resource, "//x/")
            return Asked(listing, keys, _excluded(location, resource, "//x/"), _PREFIX)
        case _:
            return _single(world, name)


def place(world: World, name: str) -> Asked:
    """A project, folder or organisation that a permission is asked on. How conditions call it is told by id here, by number there: left open."""
    kind = "Project" if "/projects/" in name else "Folder" if "/folders/" in name else "Organization"
    return Asked(Asking(_attributes(f"cloudresourcemanager.googleapis.com/{kind}", "cloudresourcemanager.googleapis.com"), world.at))


def nowhere(world: World) -> Asked:
    """Something whose kind has no attributes for conditions, such as a service account."""
    return Asked(Asking(Attributes(), world.at))


def full_name(world: World, resource: Resource) -> str:
    """The full resource name that conditions speak of; empty where it is not known. Secret Manager names projects by their numbers."""
    scheme, _, rest = resource.id.partition("://")
    if scheme == "gs":
        bucket, _, folder = rest.partition("/")
        return f"//storage.googleapis.com/projects/_/buckets/{bucket}" + (f"/managedFolders/{folder}" if folder else "")
    if scheme == "bigquery":
        project, *parts = rest.split("/")
        return f"//bigquery.googleapis.com/projects/{project}" + "".join(
            f"/{word}/{one}" for word, one in zip(("datasets", "tables"), parts, strict=False)
        )
    name = f"//{rest}"
    if resource.kind == ResourceKind.SQL_INSTANCE:
        return name.replace("//cloudsql.", "//sqladmin.", 1)
    if resource.kind == ResourceKind.SECRET:
        project = world.project(resource.id)
        number = world.number(project)
        return name.replace(f"/projects/{project.rpartition('/')[2]}/", f"/projects/{number}/", 1) if number else ""
    return name


def _single(world: World, name: str) -> Asked:
    """One thing. Where its type is none that conditions know, nothing is known of it ("Other services … do not recognize resource attributes")."""
    kind = type_of(name) if name else ""
    if not kind:
        return nowhere(world)
    return Asked(Asking(_attributes(kind, service_of(name), relative_name(name)), world.at))


def _several(world: World, sample: str, includes: tuple[str, ...], excludes: tuple[str, ...]) -> Asked:
    """Things that are told apart by patterns of their names; one that has no wildcard is known by its name."""
    kind = type_of(sample) if sample.startswith("//") else ""
    service = service_of(sample) if kind else ""
    if len(includes) == 1 and not set("*?") & set(includes[0]):
        return Asked(Asking(_attributes(kind, service, includes[0]), world.at), includes, excludes)
    return Asked(Asking(_attributes(kind, service), world.at, lambda text: _of_extract(text, includes)), includes, excludes)


def _attributes(kind: str, service: str, name: str = "") -> Attributes:
    told = {"resource.type": kind, "resource.service": service, _NAME: name}
    return Attributes({key: value for key, value in told.items() if value}, absent=lambda attribute: attribute == _PREFIX)


def _of_prefix(text: str) -> Formula | None:
    """A test of the prefix of a listing, as one of the names that are listed: the caller may ask for a prefix that fits."""
    found = _PREFIX_TEST.fullmatch(text.strip())
    if found:
        return Atom(text, of=_PREFIX, pattern=f"{found[3]}*")
    return Atom(text) if _PREFIX in text else None


def _of_extract(text: str, includes: tuple[str, ...]) -> Formula | None:
    """A test of a part of the name, as one of the whole: exact where what stands before the part is how every name begins."""
    found = _EXTRACT_TEST.fullmatch(text.strip())
    if not found or not all(one.startswith(found[1]) for one in includes) or (found[2] and found[2] in found[5]):
        return None
    rest = f"{found[5]}*{found[2]}*" if found[4] else f"{found[5]}{found[2]}*"
    exact = found[2] or found[4]
    return Atom(text, of=_NAME, pattern=found[1] + (rest if exact else found[5]))


def lies_in(resource: Resource, location: Location) -> bool:
    """Whether something of a resource lies in a location: the resource itself, an object or a table in it."""
    if resource.kind in (ResourceKind.BUCKET, ResourceKind.MANAGED_FOLDER, ResourceKind.DATASET):
        return any(not is_empty_after(pattern, location.excluding) for pattern in intersect(location.pattern, _within(resource)))
    return matches(location, resource.id)


def _within(resource: Resource) -> str:
    return f"{resource.id.rstrip('/')}/?*"


def _inside(pattern: str, resource: Resource, start: str) -> tuple[str, ...]:
    """What a pattern of URIs names within a resource, as names that begin with `start`, of a whole bucket for a folder in it."""
    whole = f"gs://{resource.id.removeprefix('gs://').partition('/')[0]}/" if resource.id.startswith("gs://") else f"{resource.id}/"
    return tuple(relative_name(start + one[len(whole) :]) for one in intersect(pattern, _within(resource)))


def _excluded(location: Location, resource: Resource, start: str) -> tuple[str, ...]:
    return tuple(name for one in location.excluding if meets(one, _within(resource)) for name in _inside(one, resource, start))


def _bucket_name(resource: Resource) -> str:
    return f"//storage.googleapis.com/projects/_/buckets/{resource.id.removeprefix('gs://').partition('/')[0]}"
