"""What people call whatever a report names by an id that tells them nothing: a number of a directory, of a file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from audit.model.facts import Pairs, Principal, PrincipalKind
from audit.model.reach import Path, StepKind
from audit.ports import Facts
from audit.resolve.titles import titles
from policies.wording import Wording, msg, wording

_URI = re.compile(r"[a-z][a-z0-9]*://[^\s,;“”\"'<>()]+")
_NUMBER = re.compile(r"(?=[A-Za-z!_-]*\d)[0-9A-Za-z!_-]{20,}")  # long, with digits in it, and no word
_DEEP = 5  # scheme, nothing, home, kind, name: what is less deep is short enough
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_WORDS = {
    PrincipalKind.GROUP: msg("group {name}"),
    PrincipalKind.ROLE: msg("role {name}"),
    PrincipalKind.SERVICE: msg("application {name}"),
}


def names_in(report: object, principals: Mapping[str, Principal], facts: Facts, say: Wording | None = None) -> Pairs:
    """For each such id in any text of a report what it is called, sorted; ids that have their names in them have none. In English unless told otherwise.

    Raises RunError for a run that can't be read.
    """
    told = told_in(report).uris
    mute = {uri for uri in told if tells_nothing(uri)}
    crowds = {uri for uri in told - mute if uri in principals and principals[uri].kind is PrincipalKind.GROUP}
    say = say or wording("en")
    known = {uri: _called(principals[uri], say) for uri in mute | crowds if uri in principals}
    others = titles(facts, mute - known.keys())
    known |= {uri: f"“{title}”" for uri, title in others.items() if title and title not in uri}
    return tuple(sorted((uri, name) for uri, name in known.items() if name))


def route(path: Path) -> str:
    """A path on one line: where it starts and every stop up to the resource."""
    if not path:
        return ""
    stops = [step.target for step in path if step.kind != StepKind.HOLDS]
    names = [short(name) for name in dict.fromkeys((path[0].source, *stops))]
    return " → ".join(names[1:] if len(names) > 1 and names[0] == names[1] else names)


def short(name: str) -> str:
    """An id by its end, for an overview: `aws://111122223333/iam/role/deploy` is `role/deploy`. `why` and JSON have it whole."""
    parts = name.split("/")
    if "://" not in name or len(parts) < _DEEP:
        return name
    kind, last = parts[-2:]
    return f"{kind}/{last[:8]}…" if _UUID.fullmatch(last) else f"{kind}/{last}"


@dataclass(frozen=True, slots=True)
class Told:
    """The texts of a report, each once, and the ids in them."""

    words: frozenset[str]
    uris: frozenset[str]


def told_in(report: object) -> Told:
    """What a report says."""
    words = frozenset(_texts(report))
    return Told(words, frozenset(uri for text in words for uri in map(_trimmed, _URI.findall(text))))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple() | frozenset():
            for one in value:
                yield from _texts(one)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield from _texts(getattr(value, field.name))
        case _:
            return


def _trimmed(uri: str) -> str:
    return uri.rstrip(".:")


def tells_nothing(uri: str) -> bool:
    """Whether an id is a number that means nothing to anybody."""
    return any(_NUMBER.fullmatch(segment) for segment in uri.partition("://")[2].split("/"))


def _called(principal: Principal, say: Wording) -> str:
    """An account by its address, anything else by its kind and name; nothing where the id has it already."""
    name = principal.email if principal.kind is PrincipalKind.ACCOUNT and principal.email else principal.name
    return "" if not name or name.lower() in principal.id.lower() else say(_WORDS.get(principal.kind, "{name}"), name=name)
