"""The stores of a run as an inventory to begin with: those that look like personal data as assets, the others for somebody to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from audit.check.copies_in_test import SOURCE
from audit.check.stores import Stores, stores_in, touches
from audit.check.undeclared_stores import looks_personal
from audit.model.facts import Resource
from audit.ports import Facts, Provider
from audit.proposal.guesses import Guess, category_of
from audit.proposal.yaml_lines import can_be_written, slug
from policies.errors import Place
from policies.language import Policy, Where
from policies.wording import wording

_SAY = wording("en")  # the files are in English, as the words of the language are
_NOWHERE = Place("(proposed)")
_ADDRESS = "url"  # the label of what has an address that people know


@dataclass(frozen=True, slots=True)
class FoundStore:
    """A store as a policy names it."""

    system: str
    ref: str
    kind: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ProposedAsset:
    """A store that looks like personal data: `sign` says by what, `word` and `category` what it was guessed to be; `copy_of` names another asset."""

    id: str
    store: FoundStore
    sign: str
    category: Guess
    word: str = ""
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Inventory:
    """Assets, stores without a sign of personal data, and the ids of stores that a policy has no way to name."""

    assets: tuple[ProposedAsset, ...]
    others: tuple[FoundStore, ...]
    nameless: tuple[str, ...]


def inventory(facts: Facts, providers: Sequence[Provider]) -> Inventory:
    """What a run shows, as nobody declared anything yet. Raises RunError for a run that can't be read."""
    stores = Stores.of(Policy("", ""), stores_in(facts), providers).loose
    placed = {store.id: found for store in stores if (found := _placed(store, providers))}
    assets: dict[str, ProposedAsset] = {}
    for store in sorted(stores, key=lambda one: (bool(one.attribute(SOURCE)), one.parent in placed, one.id)):
        original = assets.get(store.attribute(SOURCE))
        sign = f"it is a copy of {original.store.ref}" if original else _sign(store)
        if sign and store.id in placed and store.parent not in assets:
            assets[store.id] = _asset(store, placed[store.id], sign, original, (each.id for each in assets.values()))
    others = tuple(found for name, found in placed.items() if name not in assets and _parent(stores, name) not in assets)
    nameless = tuple(store.id for store in stores if store.id not in placed)
    return Inventory(tuple(sorted(assets.values(), key=lambda asset: asset.id)), others, nameless)


def _placed(store: Resource, providers: Sequence[Provider]) -> FoundStore | None:
    """The store as the provider that read it understands it again; None where the id would not lead back to it."""
    reader = next((each for each in providers if each.name == store.provider), None)
    if reader is None or not can_be_written(store.id):
        return None
    try:
        location = reader.locate(Where(reader.system, "", store.id, _NOWHERE))
    except ValueError:
        return None
    found = FoundStore(reader.system, store.id, store.kind, store.name or store.id, store.label(_ADDRESS))
    return found if touches(location, store) else None


def _sign(store: Resource) -> str:
    """By what it looks like personal data: a tag, a label, its name, or its address where that is what people know it by."""
    if said := looks_personal(store, _SAY):
        return said
    path = _path(store.label(_ADDRESS))
    if said := looks_personal(replace(store, name=path, labels=()), _SAY) if path else "":
        return said.replace("its name", "its address", 1)
    word = category_of(store.name, path)[1]
    return f"its name or address has “{word}”" if word else ""


def _asset(store: Resource, found: FoundStore, sign: str, original: ProposedAsset | None, taken: Iterable[str]) -> ProposedAsset:
    path = _path(found.address)
    labels = (f"{key} {text}" for key, text in store.labels if key != _ADDRESS)
    category, word = (original.category, original.word) if original else category_of(found.name, path, *labels)
    name = slug(path or found.name.partition("@")[0], found.kind, taken)
    return ProposedAsset(name, found, sign, category, word, original.id if original else "")


def _path(address: str) -> str:
    """What an address says after the host, without the word that all sites have before their name."""
    path = address.partition("://")[2].partition("/")[2]
    return path.removeprefix("sites/").removeprefix("teams/").replace("/", " ")


def _parent(stores: Iterable[Resource], name: str) -> str:
    return next((store.parent for store in stores if store.id == name), "")
