"""The calls about one library: what is in it, what has changed, and who reaches what."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from providers.microsoft365.files.answers import ITEM, Item, Permission
from providers.microsoft365.files.operations import DELTA, PERMISSIONS, ROOT_PERMISSIONS
from providers.microsoft_api import names
from providers.microsoft_api.batching import Step
from providers.microsoft_api.reader import Delta, Reader

PREFER = "hierarchicalsharing, deltashowremovedasdeleted, deltatraversepermissiongaps, deltashowsharingchanges"
_GONE = ("itemNotFound", "404")
_PAGE = "1000"
_ROW = msgspec.json.Decoder(Permission)
_ROWS = msgspec.json.Decoder(tuple[Permission, ...])
_ENTRIES = msgspec.json.Decoder(tuple[msgspec.Raw, ...])


class _Page(msgspec.Struct):
    """A page of permissions as it came."""

    value: msgspec.Raw = msgspec.Raw(b"[]")


@dataclass(frozen=True, slots=True)
class Told:
    """The permissions on one thing as they came, by the page. `whole`: no page is missing; `gone`: it is not there any more."""

    pages: tuple[bytes, ...] = ()
    whole: bool = True
    gone: bool = False


def night(drive: str, link: str) -> Iterator[Step]:
    """The calls about a library of which only what has changed is read, to be made ahead.

    Its own permissions are asked every night: it is a folder, and of folders a delta does not say that their permissions have changed (issue
    "@microsoft.graph.sharedChanged annotation not set on folders in delta query" of msgraph-sdk-java).
    """
    yield Step(DELTA, headers={"Prefer": PREFER}, link=link)
    yield Step(ROOT_PERMISSIONS, {"drive": drive})


class Asking:
    """Asks about one library."""

    def __init__(self, reader: Reader, drive: str) -> None:
        self.reader, self.drive = reader, drive

    def delta(self, start: str = "") -> Delta:
        """Everything in the library, or what has changed since a link was given."""
        if start:
            return self.reader.delta("graph", DELTA, kind=Item, start=start, prefer=PREFER)
        return self.reader.delta("graph", DELTA, kind=Item, path={"drive": self.drive}, prefer=PREFER, select=ITEM, top=_PAGE)

    def permissions(self, item: str = "") -> Told:
        """Who reaches an item, or the library."""
        unread = len(self.reader.gaps)
        name, about = (PERMISSIONS, self.about(item)) if item else (ROOT_PERMISSIONS, self.about(""))
        path = {"drive": self.drive} | ({"item": item} if item else {})
        listing = self.reader.pages("graph", name, kind=_Page, about=about, none=_GONE if item else (), path=path)
        pages = tuple(bytes(page.value) for page in listing)
        whole = len(self.reader.gaps) == unread
        return Told(pages, whole, whole and not pages)

    def about(self, item: str) -> str:
        """The URI of an item, or of the library."""
        return names.item(self.drive, item) if item else names.drive(self.drive)

    def rows(self, told: Told, item: str) -> tuple[tuple[Permission, ...], bool]:
        """The permissions, and whether all could be read. One that has another form than documented is a gap; the others stand."""
        unread = len(self.reader.gaps)
        rows = tuple(row for page in told.pages for row in self._decoded(page, item))
        return rows, told.whole and len(self.reader.gaps) == unread

    def _decoded(self, page: bytes, item: str) -> Iterator[Permission]:
        try:
            yield from _ROWS.decode(page)
        except msgspec.ValidationError:
            yield from self._fitting(page, item)

    def _fitting(self, page: bytes, item: str) -> Iterator[Permission]:
        try:
            entries = _ENTRIES.decode(page)
        except msgspec.ValidationError as error:
            self._malformed(error, item)
            return
        for entry in entries:
            try:
                yield _ROW.decode(entry)
            except msgspec.ValidationError as error:
                self._malformed(error, item)

    def _malformed(self, error: msgspec.ValidationError, item: str) -> None:
        self.reader.gap(f"graph:{PERMISSIONS}", f"an answer has not the documented form: {error}", about=self.about(item))
