"""Texts in the languages of the product: English stands in the code, Dutch and French in message catalogues (`locale/<language>/*.po`).

A text is marked by the call that says it, `say("…")`; one that is said later, by `msg("…")`. A text that a catalogue lacks is said in English: a test holds
every catalogue complete.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

LANGUAGES = ("nl", "fr", "en")
_TEXTS = 4096  # more than there are; what a check says of thousands is looked up once


def msg(text: str) -> str:
    """Marks a text for the catalogues; it is said where it is shown."""
    return text


class Wording:
    """Says texts in one language. `language` is one of LANGUAGES."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._told = _catalogue(language)
        self._found = lru_cache(_TEXTS)(self._told.gettext)

    def __call__(self, text: str, **values: object) -> str:
        """The text in the language, its `{names}` filled in."""
        return self._found(text).format_map(values) if text else ""

    def pattern(self, text: str) -> str:
        """The text in the language, its `{names}` left open for whoever fills them in."""
        return self._told.gettext(text)

    def many(self, one: str, more: str, count: int, **values: object) -> str:
        """The one text or the other, as the language counts; `{count}` is filled in."""
        return self._told.ngettext(one, more, count).format(count=count, **{name: str(value) for name, value in values.items()})

    def day(self, day: date) -> str:
        """A day as people write it: 31 oktober 2026."""
        from babel.dates import format_date  # noqa: PLC0415 - costs more than the words that need no date

        first = self.language == "fr" and day.day == 1
        return format_date(day, "d'er' MMMM y" if first else "d MMMM y", locale=self.language)

    def country(self, code: str) -> str:
        """The name of a country of two letters; the letters themselves where they name none."""
        from babel import Locale  # noqa: PLC0415 - as above

        return str(Locale(self.language).territories.get(code.upper(), code))

    def both(self, values: Iterable[str]) -> str:
        """A list in words: a, b and c."""
        *first, last = tuple(values) or ("",)
        return self(msg("{first} and {last}"), first=", ".join(first), last=last) if first else last

    def either(self, values: Iterable[str]) -> str:
        """A choice in words: a, b or c."""
        *first, last = tuple(values) or ("",)
        return self(msg("{first} or {last}"), first=", ".join(first), last=last) if first else last

    def label(self, label: Iterable[tuple[str, str]], otherwise: str) -> str:
        """What a policy calls something in this language; its id where it says nothing, rather than another language."""
        return dict(label).get(self.language, otherwise)


@cache
def wording(language: str) -> Wording:
    """The one wording of a language."""
    return Wording(language)


def _catalogue(language: str) -> NullTranslations:
    """All of a language's catalogues as one. They are read as translators write them, so that nothing has to be compiled."""
    folder = files("policies") / "locale" / language
    found = NullTranslations()
    if not folder.is_dir():
        return found
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English needs none of it
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    for each in sorted(folder.iterdir(), key=lambda path: path.name):
        if each.name.endswith(".po"):
            compiled = BytesIO()
            write_mo(compiled, read_po(BytesIO(each.read_bytes()), locale=language))
            told = GNUTranslations(BytesIO(compiled.getvalue()))
            told.add_fallback(found)
            found = told
    return found
