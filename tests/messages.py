"""The texts that the code says, and the catalogues that translate them: one for each room that says some, in each language.

`python -m tests.messages` brings the catalogues up to date: new texts are entered without a translation, and those that no code says go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "policies" / "locale"
TRANSLATED = ("nl", "fr")
_KEYWORDS = {"say": None, "msg": None, "pattern": None, "many": (1, 2)}
_ROOMS = ("audit", "policies", "reports")


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the code: the catalogue that it belongs to, where it stands, and its one or two forms."""

    catalogue: str
    file: str
    line: int
    forms: tuple[str, ...]


def said() -> Iterator[Said]:
    """Every text that the code says."""
    for room in _ROOMS:
        found = extract_from_dir(ROOT / room, method_map=[("**.py", "python")], keywords=_KEYWORDS, strip_comment_tags=True)
        for file, line, forms, _comments, _context in found:
            yield Said(_catalogue(f"{room}/{file}"), f"{room}/{file}", line, (forms,) if isinstance(forms, str) else tuple(forms))


def _catalogue(file: str) -> str:
    """The room whose texts stand together: `audit/gdpr/erasure/plan.py` is of `erasure`, `audit/people/leaver.py` of `people`."""
    parts = file.removesuffix(".py").split("/")
    return parts[2] if parts[1] == "gdpr" and len(parts) > 2 else parts[1] if len(parts) > 2 else parts[0]


def catalogues(language: str) -> dict[str, Catalog]:
    """The catalogues of a language, by name."""
    return {path.stem: read_po(path.open("rb"), locale=language) for path in sorted((LOCALE / language).glob("*.po"))}


def translated(message: Message) -> bool:
    """Whether every form of a text is translated, for certain."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def refresh() -> None:
    """Writes the catalogues anew."""
    for language in TRANSLATED:
        before, after = catalogues(language), dict[str, Catalog]()
        known = {message.id: message for catalogue in before.values() for message in catalogue if message.id}
        for each in said():
            catalogue = after.setdefault(each.catalogue, Catalog(locale=language, project="Toegang", fuzzy=False))
            key = each.forms if len(each.forms) > 1 else each.forms[0]
            old = (before[each.catalogue].get(key) if each.catalogue in before else None) or known.get(key)
            catalogue.add(key, old.string if old else None, locations=[(each.file, each.line)])
        for name in before.keys() - after.keys():
            (LOCALE / language / f"{name}.po").unlink()
        (LOCALE / language).mkdir(parents=True, exist_ok=True)
        for name, catalogue in after.items():
            with (LOCALE / language / f"{name}.po").open("wb") as file:
                write_po(file, catalogue, width=140, omit_header=True, sort_by_file=True, include_lineno=False)
            missing = [message.id for message in catalogue if message.id and not translated(message)]
            for text in missing:
                print(f"{language} {name}: {text!r}")  # noqa: T201 - what a translator has to do


if __name__ == "__main__":
    refresh()
