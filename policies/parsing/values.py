"""One entry of a policy file and the values in it. What is missing, or is not what is asked, comes out empty: the schema has said so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policies.errors import Place
from policies.language import AccountName, Labels, Selector, Severity, Where, Who, WhoKind
from policies.levels import NAMES, Level
from policies.periods import Period
from policies.validate import is_date
from policies.yaml_nodes import Map, Node, Scalar, Seq

# The scheme of a URI in a `where:` → the system that holds it and the kind of store, where the scheme alone says it.
_SCHEMES = {
    "s3": ("aws", "s3"),
    "aws": ("aws", ""),
    "drive": ("google", "drive"),
    "google": ("google", ""),
    "gs": ("google", "gcs"),
    "bigquery": ("google", "bigquery"),
    "sharepoint": ("microsoft", "sharepoint"),
    "mailbox": ("microsoft", "mailbox"),
    "microsoft": ("microsoft", ""),
    "azure": ("microsoft", ""),
    "blob": ("microsoft", "blob-container"),
    "azfile": ("microsoft", "file-share"),
    "azqueue": ("microsoft", "queue"),
    "aztable": ("microsoft", "table"),
    "azsql": ("microsoft", "sql-database"),
    "cosmos": ("microsoft", ""),
    "vault": ("microsoft", ""),
}
_NO_MAP = Map()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping with its id and the place where it stands."""

    id: str
    node: Map
    at: Place

    def get(self, key: str) -> Node | None:
        """The value as it is written."""
        return self.node.value(key)

    def has(self, key: str) -> bool:
        """Whether something is written there."""
        return self.get(key) is not None and not _nothing(self.get(key))

    def written(self) -> frozenset[str]:
        """The keys that say something, an empty list among them."""
        return frozenset(str(key) for key in self.node if self.has(str(key)))

    def text(self, key: str, otherwise: str = "") -> str:
        """A text."""
        found = self.get(key)
        return str(found) if isinstance(found, Scalar) and not found.nothing else otherwise

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text that stands for a list of one."""
        return tuple(map(str, _scalars(self.get(key))))

    def flag(self, key: str, *, otherwise: bool = False) -> bool:
        """A truth."""
        return self.text(key) == "true" if self.has(key) else otherwise

    def number(self, key: str, otherwise: int = 0) -> int:
        """A whole number."""
        return int(self.text(key)) if self.has(key) else otherwise

    def date(self, key: str) -> date | None:
        """A day."""
        return day(self.get(key))

    def period(self, key: str) -> Period | None:
        """A period."""
        found = self.text(key)
        return Period.parse(found) if found else None

    def labels(self, key: str) -> Labels:
        """A label: one text stands for English."""
        found = self.get(key)
        match found:
            case Scalar() if not found.nothing:
                return (("en", str(found)),)
            case Map():
                return _pairs(found)
            case _:
                return ()

    def whos(self, key: str) -> tuple[Who, ...]:
        """One who or a list of them."""
        return tuple(found for text in _scalars(self.get(key)) if (found := who(text)))

    def level(self, key: str, otherwise: Level = Level.NONE) -> Level:
        """A single level."""
        return NAMES.get(self.text(key), otherwise)

    def severity(self, otherwise: Severity) -> Severity:
        """How bad a breach is."""
        return Severity(self.text("severity", otherwise))

    def accounts(self) -> tuple[AccountName, ...]:
        """The accounts, one for each name."""
        found = self.get("accounts")
        systems = found.items() if isinstance(found, Map) else ()
        return tuple(AccountName(str(system), str(name), name.place) for system, names in systems for name in _scalars(names))

    def selector(self, key: str) -> Selector:
        """Which assets."""
        found = self.get(key)
        match found:
            case Map():
                inside = Entry("", found, found.place)
                return Selector(
                    assets=inside.texts("assets"),
                    categories=inside.texts("categories"),
                    sensitive=inside.texts("sensitive"),
                    subjects=inside.texts("subjects"),
                    copies_of=inside.texts("copies_of"),
                )
            case Scalar() if found == "all":
                return Selector(everything=True)
            case _:
                return Selector(assets=self.texts(key))

    def inside(self, key: str) -> "Entry | None":
        """The mapping under a key."""
        found = self.get(key)
        return Entry(key, found, found.place) if isinstance(found, Map) else None

    def pairs(self, key: str) -> Labels:
        """A mapping of text to text, in the order of the file."""
        found = self.get(key)
        return _pairs(found) if isinstance(found, Map) else ()

    def entries(self, key: str) -> Iterator["Entry"]:
        """The mappings in a list."""
        found = self.get(key)
        return (Entry("", node, node.place) for node in found if isinstance(node, Map)) if isinstance(found, Seq) else iter(())


def entry(name: str, node: Node, at: Place) -> Entry:
    """An entry; one that says nothing (`contact:`) has no fields."""
    return Entry(name, node if isinstance(node, Map) else _NO_MAP, at)


def day(node: Node | None) -> date | None:
    """A day, or None for what is no day."""
    return date.fromisoformat(str(node)) if isinstance(node, Scalar) and is_date(node) else None


def who(text: str) -> Who | None:
    """One who, or None for what is none."""
    kind, _, name = str(text).partition(":")
    return Who(WhoKind(kind), name) if kind in tuple(WhoKind) else None


def places(node: Node | None) -> tuple[Where, ...]:
    """The places of a `where:`: one or a list, as URIs or as mappings."""
    match node:
        case Seq():
            return tuple(place for item in node for place in places(item))
        case Map():
            return (place(Entry("", node, node.place)),)
        case Scalar():
            return (located(node),)
        case None:
            return ()


def place(found: Entry) -> Where:
    """A place that is written as a mapping."""
    return Where(
        system=found.text("system"),
        kind=found.text("kind"),
        ref=found.text("ref"),
        at=found.at,
        tags=tuple(sorted(found.pairs("tags"))),
        label=found.text("label"),
        environment=found.text("environment"),
    )


def located(uri: Scalar) -> Where:
    """A place that is written as a URI."""
    system, kind = _SCHEMES[uri.partition("://")[0]]
    return Where(system, kind, str(uri), uri.place)


def _scalars(node: Node | None) -> tuple[Scalar, ...]:
    match node:
        case Scalar() if not node.nothing:
            return (node,)
        case Seq():
            return tuple(item for item in node if isinstance(item, Scalar))
        case _:
            return ()


def _pairs(node: Map) -> Labels:
    return tuple((str(key), str(value)) for key, value in node.items() if isinstance(value, Scalar))


def _nothing(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.nothing
