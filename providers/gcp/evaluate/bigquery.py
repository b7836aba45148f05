"""BigQuery beside IAM: the access list of a dataset, and what of a table its readers see.

BigQuery documentation, "Dataset access control" (REST resource `Dataset`, `access`), "Authorized views", "Authorized routines", "Authorized datasets",
"Introduction to row-level security" (who is in no row access policy of a table that has some sees no row), "Introduction to column-level access
control".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.model.facts import Resource
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of
from providers.gcp import kinds
from providers.gcp.evaluate.asked import nowhere
from providers.gcp.evaluate.condition import Condition
from providers.gcp.evaluate.entries import DATASET_ACCESS, Entry, clear, convenience, evidence, meant, named, policy_entries
from providers.gcp.evaluate.holders import holding
from providers.gcp.evaluate.member import CONVENIENCE, Member, MemberKind, member
from providers.gcp.evaluate.world import Held, World, expression, rows, texts, word
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.google_api.names import bigquery as address
from providers.google_api.names import member as principal
from providers.holding import Holding, Who, shared
from providers.kept import kept

_ROLES = {"READER": "roles/bigquery.dataViewer", "WRITER": "roles/bigquery.dataEditor", "OWNER": "roles/bigquery.dataOwner"}
_TEAMS = {"projectOwners": "projectOwner", "projectWriters": "projectEditor", "projectReaders": "projectViewer"}
_FORMS = (("userByEmail", "user"), ("groupByEmail", "group"), ("domain", "domain"))
_FINE = "datacatalog.categories.fineGrainedGet"


@dataclass(frozen=True, slots=True)
class Door:
    """A view, routine or dataset of views that reads a dataset for whoever may use it. `id` is that of the view or dataset, of a routine its dataset's."""

    kind: str
    id: str
    words: str
    evidence: str


@kept
def access_entries(world: World, dataset: str) -> tuple[Entry, ...]:
    """What the access list of a dataset gives."""
    held = world.held(dataset, AttachmentKind.DATASET_ACCESS)
    return tuple(entry for one in held for row in rows(one.body.get("access")) for entry in _of_row(world, dataset, row))


@kept
def doors(world: World, dataset: str) -> tuple[Door, ...]:
    """What a dataset has authorized to read it."""
    held = world.held(dataset, AttachmentKind.DATASET_ACCESS)
    return tuple(door for one in held for row in rows(one.body.get("access")) if (door := _door(row)))


def names_somebody(world: World, dataset: str, row: object) -> bool:
    """Whether an entry of the list is understood: it lets in somebody, or something that reads for others."""
    whom = _whom(world, dataset, row) if isinstance(row, dict) else None
    return whom.kind is not MemberKind.UNKNOWN if whom else isinstance(row, dict) and bool(_door(row))


def views(world: World, door: Door) -> tuple[Resource, ...]:
    """The views by which an authorized view or dataset is read; none where they were not read."""
    found = world.resources.get(door.id)
    if found and found.kind == ResourceKind.DATASET:
        return tuple(one for one in world.below.get(found.id, ()) if one.attribute(kinds.TYPE) in ("VIEW", "MATERIALIZED_VIEW"))
    return (found,) if found and found.kind == ResourceKind.TABLE else ()


def by_rows(world: World, table: str, readers: Holding) -> Holding:
    """Readers of a table as its row access policies let them see it."""
    policies = world.held(table, AttachmentKind.ROW_ACCESS_POLICY)
    if not policies:
        return readers
    found: dict[Who, Formula] = defaultdict(lambda: FALSE)
    for held in policies:
        shown = _filter(held)
        for whom in (name for row in rows(held.body.get("bindings")) for name in texts(row.get("members"))):
            for (who, source), formula in readers.items():
                for part, in_both in world.belonging.common(who, principal(whom).id).items():
                    found[part, source] = any_of(found[part, source], all_of(formula, in_both, shown))
    return found


def by_columns(world: World, tags: Iterable[str], readers: Holding) -> Holding:
    """Readers of a table as the policy tags of its columns let them see it."""
    found: dict[Who, Formula] = defaultdict(lambda: FALSE)
    guarded = [tag for tag in tags if _guards(world, tag)]
    whole: Holding = readers
    for tag in guarded:
        whole = shared(world, whole, _fine_readers(world, tag))
    if not guarded:
        return readers
    words = ", ".join(sorted(_tag_name(world, tag) for tag in guarded))
    for who, formula in readers.items():
        found[who] = all_of(formula, Atom(f"only columns without the policy tag {words} are shown"))
    for who, formula in whole.items():
        found[who] = any_of(found[who], formula)
    return found


@kept
def _fine_readers(world: World, tag: str) -> Holding:
    chain = world.chain(tag)
    entries = (entry for place in chain for entry in policy_entries(world, place))
    return holding(world, entries, chain, _FINE, nowhere(world))


def _guards(world: World, tag: str) -> bool:
    """Whether a policy tag guards anything: not in a taxonomy in which access control is known to be off."""
    above = (world.resources[name] for name in world.chain(tag) if name in world.resources)
    return not any(one.kind == ResourceKind.TAXONOMY and one.attribute(kinds.FINE_GRAINED) == "false" for one in above)


def _tag_name(world: World, tag: str) -> str:
    found = world.resources.get(tag)
    return found.name if found and found.name else tag.rpartition("/")[2]


def _filter(held: Held) -> Formula:
    text = word(held.body, "filterPredicate").strip()
    return TRUE if text.upper() == "TRUE" else Atom(f"only rows where {text or f'the policy {held.name} shows them'}")


def _of_row(world: World, dataset: str, row: Mapping[str, Any]) -> Iterator[Entry]:
    whom = _whom(world, dataset, row)
    if whom is None:
        return
    role = _ROLES.get(word(row, "role"), word(row, "role"))
    told, unclear = expression(row)
    because = f"{role or 'a role that is not told'} in the access list of {named(dataset)}"
    asked = all_of(clear(unclear=unclear), meant(whom))
    condition = Condition(told) if told else None
    entry = Entry((whom.id,), world.roles.permissions(role), dataset, because, evidence(row), DATASET_ACCESS, role, condition, asked)
    yield from convenience(world, whom, entry) if whom.kind in CONVENIENCE else (entry,)


def _whom(world: World, dataset: str, row: Mapping[str, Any]) -> Member | None:
    """Whom an entry of the list means; None for a view, a routine or a dataset."""
    if special := word(row, "specialGroup"):
        project = world.project(dataset).rpartition("/")[2]
        return member(
            f"{_TEAMS[special]}:{project}" if special in _TEAMS else "allAuthenticatedUsers" if special.startswith("allAuth") else special
        )
    if told := word(row, "iamMember"):
        return member(told)
    return next((world.addressed(kind, word(row, key)) for key, kind in _FORMS if word(row, key)), None)


def _door(row: Mapping[str, Any]) -> Door | None:
    """An entry that carries no role: a thing that may read the dataset for others."""
    for kind, words in (("view", "authorized view"), ("routine", "authorized routine"), ("dataset", "authorized dataset")):
        told = row.get(kind)
        if isinstance(told, dict):
            reference = told.get("dataset", told) if kind == "dataset" else told
            reference = reference if isinstance(reference, dict) else {}
            project, dataset, table, routine = (word(reference, f"{key}Id") for key in ("project", "dataset", "table", "routine"))
            name = ".".join(filter(None, (project, dataset, table, routine)))
            return Door(kind, address(project, dataset, table), f"{words} {name}", evidence(row))
    return None
