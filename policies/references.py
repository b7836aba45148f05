"""What a policy folder declares, and whether a name that it uses is among that."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from policies.errors import Place, Problem
from policies.language import WhoKind
from policies.yaml_nodes import Map, Scalar, Seq
from policies.yaml_text import shown

# The built-in checks, by the names of their findings; `house_rules.off` and waivers may name them.
BUILT_IN = (
    "leaver",
    "not-started",
    "public",
    "outside-without-agreement",
    "orphan-account",
    "shared-account",
    "audience",
    "account-count",
    "inactive-account",
    "leaver-mailbox",
    "beyond-its-part",
    "notice-period",
    "bulk-copy",
    "copy-in-test",
    "consent-proof",
    "empty-location",
    "undeclared-store",
    "review",
)
_ALSO_WAIVABLE = ("unexplained", "too-much", "gap")

# Kinds of reference → the top-level keys that declare them.
_DECLARED_BY = {
    "asset": ("assets",),
    "role": ("roles",),
    "person": ("people",),
    "service": ("services",),
    "processor": ("processors",),
    "recipient": ("recipients",),
    "party": ("processors", "recipients"),
    "emergency": ("emergency",),
    "purpose": ("purposes",),
    "document": ("documents",),
    "category": ("categories",),
    "rule": ("allow", "forbid", "require"),
}
_ONE_NAMESPACE = (("allow", "proposed", "forbid", "require"), ("waivers",), ("communications",), ("processors", "recipients"))
_SINGLES = ("organisation", "house_rules", "tool_as_processing", "notify", "store", "roster")
_BEFORE_THE_PART = {"asset-or-part": "/"}


class Declared:
    """The ids that the files declare, by top-level key, each with its first place. A key that could not be read knows nothing."""

    def __init__(self, trees: Iterable[Map]) -> None:
        self._ids: dict[str, dict[str, Place]] = {}
        self._dark: set[str] = set()
        self.duplicates: list[Problem] = []
        for tree in trees:
            for key, value in tree.items():
                self._add(key, value)

    def unknown(self, kind: str, text: str) -> tuple[str, str] | None:
        """None when the reference holds; otherwise what is wrong and the remedy."""
        name = text
        if kind == "who":
            prefix, colon, name = text.partition(":")
            if not colon or name == "*" or prefix not in tuple(WhoKind):
                return None
            kind = prefix
        elif kind.endswith("-or-all"):
            if text == "all":
                return None
            kind = kind.removesuffix("-or-all")
        elif kind in _BEFORE_THE_PART:
            name, kind = text.split(_BEFORE_THE_PART[kind], 1)[0], "asset"
        return self._missing(kind, name)

    def _missing(self, kind: str, name: str) -> tuple[str, str] | None:
        keys = _DECLARED_BY[kind]
        known = {known for key in keys for known in self._ids.get(key, {})}
        if kind == "rule":
            known |= {*BUILT_IN, *_ALSO_WAIVABLE}
        if name in known or self._dark.intersection(keys):
            return None
        close = get_close_matches(name, sorted(known), 1)
        remedy = f"did you mean {close[0]}?" if close else f"declare it under {' or '.join(f'`{key}:`' for key in keys)}, or mend the name"
        return f"there is no {kind} {shown(name)!r}", remedy

    def _add(self, key: Scalar, value: object) -> None:
        if key in _SINGLES:
            self._declare(str(key), key)
            if key == "roster" and isinstance(value, Map) and value.value("directory") is not None:
                self._dark.add("people")  # who they are is known when the directory was read
            return
        match value:
            case Map():
                names = list(value)
            case Seq():
                names = list(_ids_in(value))
            case _:
                self._dark.add(str(key))
                names = []
        for name in names:
            self._declare(str(key), name)

    def _declare(self, key: str, name: Scalar) -> None:
        shared = next((group for group in _ONE_NAMESPACE if key in group), (key,))
        first = next((self._ids[other][name] for other in shared if name in self._ids.get(other, {})), None)
        if first and key not in ("signed", "trained", "version"):
            message = f"{shown(name)!r} is declared here for the second time; first at {first}"
            remedy = "keep one of the two" if key in _SINGLES else "give one of the two another id, or merge them"
            self.duplicates.append(Problem(name.place, message, shown(name), remedy))
        self._ids.setdefault(key, {}).setdefault(str(name), first or name.place)


def _ids_in(entries: Seq) -> Iterator[Scalar]:
    for entry in entries:
        found = (entry.value("id") or entry.value("name")) if isinstance(entry, Map) else None
        if isinstance(found, Scalar) and not found.nothing:
            yield found


def profile_text(trees: Iterable[Map]) -> str:
    """The profile that `house_rules` names, as it is written; empty when it names none."""
    for tree in trees:
        rules = tree.value("house_rules")
        found = rules.value("profile") if isinstance(rules, Map) else None
        if isinstance(found, Scalar):
            return str(found)
    return ""
