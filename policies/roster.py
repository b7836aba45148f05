"""The roster that a policy takes from a file beside its `people:`. Only the columns that are named are kept with a run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policies.errors import Place, Problem
from policies.export import FORMS, Setting, people, reduced, scalar
from policies.yaml_nodes import Map, Node, Scalar, at
from policies.yaml_text import shown

ENDINGS = (".csv", ".txt")  # what an export is called


def setting(trees: tuple[Map, ...]) -> Setting | None:
    """The setting, where the policy takes its roster from a file."""
    for tree in trees:
        found = tree.value("roster")
        if isinstance(found, Map) and isinstance(file := found.value("file"), Scalar):
            return Setting(
                str(file),
                _texts(found.value("columns")),
                found.place,
                {"tab": "\t"}.get(_text(found, "separator"), _text(found, "separator")),
                _text(found, "dates") or "y-m-d",
                _text(found, "prefix"),
                *(_texts(found.value(key)) for key in ("roles", "kinds", "statuses")),
            )
    return None


def _text(found: Map, key: str) -> str:
    value = found.value(key)
    return str(value) if isinstance(value, Scalar) else ""


def _texts(found: Node | None) -> dict[str, str]:
    pairs = found.items() if isinstance(found, Map) else ()
    return {str(key): "" if value.nothing else str(value) for key, value in pairs if isinstance(value, Scalar)}


@dataclass(frozen=True, slots=True)
class Joined:
    """The trees of a policy with the people of a file among them; `texts` is what is kept of the file, by its name."""

    trees: tuple[Map, ...]
    texts: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def with_file(trees: tuple[Map, ...], read_file: Callable[[str], str | Problem]) -> Joined:
    """The trees with the roster that they take from a file, if they do."""
    said = setting(trees)
    if said is None or "id" not in said.columns or said.dates not in FORMS:
        return Joined(trees)  # what lacks of it the schema says
    text = read_file(said.file)
    if isinstance(text, Problem):
        return Joined(trees, problems=(text,))
    entries, problems = people(text, said)
    joined, more = _joined(trees, entries, said.name)
    return Joined(joined, {said.name: reduced(text, said)}, (*problems, *more))


def _joined(trees: tuple[Map, ...], entries: Map, name: str) -> tuple[tuple[Map, ...], tuple[Problem, ...]]:
    """What a policy says of somebody fills in what the file does not; both may not differ."""
    problems: list[Problem] = []
    said = {key: value for tree in trees if isinstance(people := tree.value("people"), Map) for key, value in people.items()}
    more = at(Map(), Place(name))
    more.flow = False
    for key, entry in entries.items():
        there = said.get(key)
        if isinstance(there, Map) and isinstance(entry, Map):
            problems += _fill(there, entry)
        elif key not in said:
            more[key] = entry
    if not more:
        return trees, tuple(problems)
    tree = at(Map({scalar("people", Place(name)): more}), Place(name))
    tree.flow = False
    return (*trees, tree), tuple(problems)


def _fill(there: Map, entry: Map) -> Iterator[Problem]:
    for key, value in entry.items():
        before = there.value(key)
        if before is None:
            there[key] = value
        elif isinstance(before, Scalar) and isinstance(value, Scalar) and str(before) != str(value):
            yield Problem(
                before.place, f"`{key}` is {shown(value)!r} at {value.place}", shown(before), "leave it out here, or mend the roster"
            )
