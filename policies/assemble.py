"""The trees of all files → one `Policy`, with what is wrong in them; an entry that the schema refuses is left out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from policies.copies import with_inherited
from policies.errors import Place, Problem
from policies.language import HouseRules, Policy, Profile
from policies.messages import problems as problems_of
from policies.parsing import evidence, inventory, law, notify, organisation, people, rules
from policies.parsing.values import Entry, entry
from policies.references import Declared, profile_text
from policies.validate import Misfit, misfits
from policies.yaml_nodes import MOST_PROBLEMS, Map, Node, Scalar, Seq

_T = TypeVar("_T")
_SINGLES = ("organisation", "house_rules", "tool_as_processing", "notify", "roster")


@dataclass(frozen=True, slots=True)
class Assembled:
    """A policy without its broken entries; `broken` are the top-level keys that lack something for it."""

    policy: Policy
    problems: tuple[Problem, ...]
    broken: frozenset[str]


@dataclass(slots=True)
class _Found:
    """What the schemas said, sorted by what it spoils: an entry (by its node's identity), a whole key, or only a waiver."""

    problems: list[Problem] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    waivers: dict[Place, list[str]] = field(default_factory=dict)

    def add(self, misfit: Misfit, tree: Map, said: list[Problem]) -> None:
        key = str(misfit.way[0]) if misfit.way else ""
        node = _entry_node(misfit, tree)
        if key == "waivers" and node is not None:
            self.waivers.setdefault(node.place, []).extend(problem.message for problem in said)
            return
        self.problems += said
        self.keys.add(key)
        if node is not None:
            self.entries.add(id(node))
        elif key:
            self.entries.add(id(tree[Scalar(key)]))


def assemble(trees: tuple[Map, ...], digest: str, folder: str, *, whole: bool) -> Assembled:
    """One policy from all files. Without the `whole` folder nothing is said of names that are not declared."""
    declared = Declared(trees)
    said = profile_text(trees)  # it may stand in a file that could not be read; then nothing is asked that may not be
    profile = Profile.STARTER if said == Profile.STARTER or not (whole or said) else Profile.ACCOUNTABLE
    found = _Found()
    for tree in trees:
        for misfit in misfits(tree, profile):
            if misfit.keyword == "refersTo" and not whole:
                continue
            problems = list(islice(problems_of(misfit, tree, declared), MOST_PROBLEMS))
            if problems:
                found.add(misfit, tree, problems)
    policy = _policy(trees, found, digest, folder)
    return Assembled(policy, (*found.problems, *declared.duplicates), frozenset(found.keys))


def _policy(trees: tuple[Map, ...], found: _Found, digest: str, folder: str) -> Policy:
    def every(key: str, parse: Callable[[Entry], _T]) -> tuple[_T, ...]:
        return tuple(parse(each) for each in _entries(trees, key, found))

    def one(key: str, parse: Callable[[Entry], _T]) -> _T | None:
        return next((parse(each) for each in _entries(trees, key, found)), None)

    stores = [str(store) for tree in trees if isinstance(store := tree.value("store"), Scalar) and id(store) not in found.entries]
    policy = Policy(
        digest=digest,
        folder=folder,
        organisation=one("organisation", organisation.organisation),
        house_rules=one("house_rules", organisation.house_rules) or HouseRules(),
        tool_as_processing=one("tool_as_processing", organisation.tool_as_processing),
        notify=one("notify", notify.notify),
        providers=every("providers", organisation.provider),
        store=stores[0] if stores else ".toegang/runs",
        directory=one("roster", people.directory),
        people=every("people", people.person),
        services=every("services", people.service),
        emergency=every("emergency", people.emergency),
        purposes=every("purposes", people.purpose),
        roles=every("roles", people.role),
        processors=every("processors", people.party),
        recipients=every("recipients", people.party),
        on_behalf_of=every("on_behalf_of", people.client),
        categories=every("categories", inventory.category),
        assets=every("assets", inventory.asset),
        notices=every("notices", law.notice),
        legal_periods=every("legal_periods", law.legal_period),
        holidays=every("holidays", law.holidays),
        allow=every("allow", rules.allow),
        proposed=every("proposed", rules.proposed),
        forbid=every("forbid", rules.forbid),
        require=every("require", rules.require),
        waivers=every("waivers", lambda each: rules.waiver(each, tuple(found.waivers.get(each.at, ())))),
        documents=every("documents", evidence.document),
        signed=tuple(proof for each in every("signed", evidence.proofs) for proof in each),
        trained=tuple(proof for each in every("trained", evidence.proofs) for proof in each),
        communications=every("communications", evidence.communication),
        log_reviews=every("log_reviews", evidence.log_review),
        access_reviews=every("access_reviews", evidence.access_review),
        not_personal=every("not_personal", inventory.not_personal),
        tests=every("tests", rules.test),
    )
    return with_inherited(policy)


def _entries(trees: tuple[Map, ...], key: str, found: _Found) -> Iterator[Entry]:
    """The sound entries under a top-level key, over all files, in order."""
    for tree in trees:
        value = tree.value(key)
        if value is None or id(value) in found.entries:
            continue
        for each, name, place in _named(key, value):
            if id(each) not in found.entries:
                yield entry(name, each, place)


def _named(key: str, value: Node) -> Iterator[tuple[Node, str, Place]]:
    match value:
        case Map() if key in _SINGLES:
            yield value, key, value.place
        case Map():
            yield from ((node, str(name), name.place) for name, node in value.items())
        case Seq():
            yield from ((node, _id(node), node.place) for node in value)


def _id(node: Node) -> str:
    found = node.value("id") if isinstance(node, Map) else None
    return str(found) if isinstance(found, Scalar) else f"(line {node.place.line})"


def _entry_node(misfit: Misfit, tree: Map) -> Node | None:
    """The entry that a misfit lies in: the second step of its way, or the entry whose name it is."""
    if not misfit.way or str(misfit.way[0]) in (*_SINGLES, "version", "store"):
        return None
    value: Any = tree[Scalar(misfit.way[0])]
    if len(misfit.way) > 1:
        entry_node: Node = value[misfit.way[1]]
        return entry_node
    named: Node | None = value.get(misfit.value) if isinstance(value, Map) and isinstance(misfit.value, Scalar) else None
    return named
