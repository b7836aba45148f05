"""YAML text → a tree in which every value knows its place. Strings first: no scalar is taken for a number, a date or a truth.

YAML 1.2 core, without tags, from libyaml's events. Nothing is expanded and nothing recurses, so that a bomb of aliases or a
tower of brackets costs no more than reading it.
"""

from dataclasses import dataclass, field
from typing import TypeVar

import yaml

from policies.errors import Place, Problem
from policies.yaml_text import HIDDEN, Unreadable, refuse_raw, shown, syntax_problem

DEEPEST = 40  # levels; a policy needs nine
MOST_PROBLEMS = 200  # in one file's YAML; nobody reads more
MOST_VALUES = 250_000  # in one file: a roster of ten thousand people
MOST_FROM_ALIASES = 20_000  # values that aliases may add, counted as if each were written out
_PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(str):
    """A scalar as it is written. `plain` is false for quoted and block text, which is never anything but text."""

    __slots__ = ("place", "plain")
    place: Place
    plain: bool

    @property
    def nothing(self) -> bool:
        """Whether it stands for no value: nothing written, `~` or `null`."""
        return self.plain and self in ("", "~", "null")


class Map(dict[Scalar, "Node"]):
    """A mapping; its keys carry their places too."""

    __slots__ = ("flow", "place")
    place: Place
    flow: bool

    def value(self, key: str) -> "Node | None":
        """The value under a key, if it is there."""
        return self.get(Scalar(key))


class Seq(list["Node"]):
    """A list."""

    __slots__ = ("place",)
    place: Place


Node = Scalar | Map | Seq
_N = TypeVar("_N", bound=Node)


@dataclass(slots=True)
class _Open:
    """A collection that is being read: its anchor, its size so far, and the key that waits for its value."""

    node: Map | Seq
    anchor: str | None
    size: int = 1
    key: Scalar | None = None


@dataclass(slots=True)
class _Builder:
    file: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    values: int = 0
    from_aliases: int = 0
    root: Node | None = None

    def take(self, event: yaml.Event) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise Unreadable(self.place(event), "too many problems to read on", "mend those above first")
        self.values += 1
        if self.values > MOST_VALUES:
            raise Unreadable(
                self.place(event), f"more than {MOST_VALUES} values in one file", "split it by key, or check that this is a policy file"
            )
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                raise Unreadable(self.place(event), "a second document in one file", "put it in a file of its own, or remove the line ---")
            case yaml.AliasEvent():
                self.put(*self.aliased(event), self.place(event))
            case yaml.ScalarEvent():
                self.untagged(event)
                self.put(self.anchored(event.anchor, self.scalar(event), 1), 1, self.place(event))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.untagged(event)
                self.open(event)
            case yaml.CollectionEndEvent():
                done = self.stack.pop()
                self.put(self.anchored(done.anchor, done.node, done.size), done.size, done.node.place)

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def untagged(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.problems.append(Problem(self.place(event), "a tag", short, "remove the tag: the schema says what each value is"))

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        node = at(Scalar(event.value), self.place(event))
        node.plain = bool(event.implicit[0])
        hidden = HIDDEN.search(node)
        if hidden:
            message = f"a hidden or control character (U+{ord(hidden[0]):04X}) in a value"
            self.problems.append(Problem(node.place, message, shown(node), "remove it"))
        return node

    def open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.stack) >= DEEPEST:
            raise Unreadable(
                self.place(event), f"nested deeper than {DEEPEST} levels", "a policy file needs fewer than ten: check the brackets"
            )
        node: Map | Seq
        if isinstance(event, yaml.MappingStartEvent):
            node = at(Map(), self.place(event))
            node.flow = bool(event.flow_style)
        else:
            node = at(Seq(), self.place(event))
        if event.anchor:
            self.anchors.pop(event.anchor, None)
        self.stack.append(_Open(node, event.anchor))

    def anchored(self, anchor: str | None, node: _N, size: int) -> _N:
        if anchor:
            self.anchors[anchor] = (node, size)
        return node

    def aliased(self, event: yaml.AliasEvent) -> tuple[Node, int]:
        if event.anchor not in self.anchors:
            inside = any(opened.anchor == event.anchor for opened in self.stack)
            message = "an anchor that holds itself" if inside else "an alias without its anchor"
            raise Unreadable(self.place(event), message, "write the value out", f"*{event.anchor}")
        node, size = self.anchors[event.anchor]
        self.from_aliases += size
        if self.from_aliases > MOST_FROM_ALIASES:
            message = f"aliases that unfold to more than {MOST_FROM_ALIASES} values"
            raise Unreadable(self.place(event), message, "write the values out, once each", f"*{event.anchor}")
        return node, size

    def put(self, node: Node, size: int, place: Place) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.size += size
        if isinstance(top.node, Seq):
            top.node.append(node)
        elif top.key is None:
            top.key = self.key(node, place, top.node)
        else:
            top.node.setdefault(top.key, node)
            top.key = None

    def key(self, node: Node, place: Place, inside: Map) -> Scalar:
        if not isinstance(node, Scalar):
            raise Unreadable(place, "a key that is not text", "write a name before the colon")
        if node in inside:
            first = next(key for key in inside if key == node).place
            message = f"the key {shown(node)!r} stands here for the second time; first at line {first.line}"
            self.problems.append(Problem(place, message, shown(node), "merge the two, or give one another name"))
        return node


def at(node: _N, place: Place) -> _N:
    """The node, standing at a place."""
    node.place = place
    return node


def read(text: str, file: str) -> tuple[Map | None, tuple[Problem, ...]]:
    """The file's mapping and everything wrong with its YAML; None where it can not be read to its end."""
    builder = _Builder(file)
    try:
        refuse_raw(text, file)
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
        return _mapping(builder), tuple(builder.problems)
    except Unreadable as found:
        problem = found.problem
    except yaml.YAMLError as error:
        problem = syntax_problem(error, text, file)
    return None, (*builder.problems, problem)


def _mapping(builder: _Builder) -> Map:
    match builder.root:
        case Map():
            return builder.root
        case Seq():
            raise Unreadable(builder.root.place, "the file holds a list", "write the list under its key, say `assets:` or `allow:`")
        case Scalar() if not builder.root.nothing:
            raise Unreadable(builder.root.place, "the file holds a text", "write keys with their values", shown(builder.root))
        case _:
            raise Unreadable(Place(builder.file), "the file is empty", "write at least `version: 1`, or remove the file")
