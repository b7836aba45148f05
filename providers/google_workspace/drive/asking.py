"""The calls about items that My Drives and shared drives have in common."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from providers.google_api import names
from providers.google_api.reader import Reader
from providers.google_workspace.drive.answers import ROWS, Change, Changes, Item, Items, Row, Rows, change_fields, item_fields, list_fields
from providers.google_workspace.drive.labels import Labels

GONE = ("notFound", "404")
_API = "drive.v3"
_PAGE = 1000
_ROW = msgspec.json.Decoder(Row)
_Parameters = dict[str, Any]
_ALL_DRIVES: _Parameters = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}


class Asking:
    """Asks about one corpus, as one user. `drive` is empty for a My Drive."""

    def __init__(self, reader: Reader, labels: Labels, drive: str = "") -> None:
        self.reader, self._drive = reader, drive
        self._masks = {"shared": bool(drive), "labels": bool(labels.ids)}
        self._shown: _Parameters = {"includePermissionsForView": "published"} | ({"includeLabels": labels.ids} if labels.ids else {})
        self._corpus: _Parameters = {"driveId": drive, **_ALL_DRIVES} if drive else {}

    def token(self) -> str:
        """From where changes are read next time; asked for before anything is read. Empty when it could not be read."""
        corpus: _Parameters = {"driveId": self._drive, "supportsAllDrives": True} if self._drive else {}
        answer = self.reader.ask(_API, "changes.getStartPageToken", fields="startPageToken", **corpus)
        token = str(answer.get("startPageToken") or "") if answer else ""
        if answer is not None and not token:
            self.reader.gap("drive.v3:changes.getStartPageToken", "the answer does not say from where changes are read")
        return token

    def pages(self, query: str) -> Iterator[list[Item]]:
        """The items that a query finds, by the page."""
        listing = self.reader.pages(
            _API,
            "files.list",
            kind=Items,
            key="files",
            corpora="drive" if self._drive else "user",
            q=query,
            pageSize=_PAGE,
            fields=list_fields(**self._masks),
            **self._corpus,
            **self._shown,
        )
        for page in listing:
            if page.incomplete_search:
                self.reader.gap("drive.v3:files.list", "Google says that it did not look everywhere (incompleteSearch)")
            yield page.files

    def one(self, number: str, *, root: bool = False) -> Item | None:
        """One item; None when it is gone or could not be read (then with a gap)."""
        found = self.reader.pages(
            _API,
            "files.get",
            kind=Item,
            about="" if root else names.drive_item(number),
            none=() if root else GONE,
            fileId=number,
            supportsAllDrives=True,
            fields=item_fields(**self._masks),
            **self._shown,
        )
        return next(found, None)

    def rows(self, number: str) -> tuple[Row, ...] | None:
        """The permissions on one item; None when they could not be read."""
        return permissions(self.reader, number)

    def changes(self, token: str) -> Changes | None:
        """All that changed since a token, with the next one; None when Google does not know it any more, or it could not be read."""
        found: list[Change] = []
        listing = self.reader.pages(
            _API,
            "changes.list",
            kind=Changes,
            key="changes",
            none=("400", "404", "410", "invalid"),
            pageToken=token,
            pageSize=_PAGE,
            includeRemoved=True,
            fields=change_fields(**self._masks),
            **_ALL_DRIVES,
            **({"driveId": self._drive} if self._drive else {}),
            **self._shown,
        )
        for page in listing:
            found += page.changes
            if page.new_start_page_token:
                return Changes(found, page.new_start_page_token)
        return None


def permissions(reader: Reader, number: str, *, admin: bool = False) -> tuple[Row, ...] | None:
    """The permissions on an item, or, asked as an administrator, on a shared drive; None when they could not all be read.

    One that has another form than documented is a gap; the others stand.
    """
    unread = len(reader.gaps)
    as_admin: _Parameters = {"useDomainAdminAccess": True} if admin else {}
    pages = reader.pages(
        _API,
        "permissions.list",
        kind=Rows,
        about=names.drive_item(number),
        fileId=number,
        pageSize=100,
        supportsAllDrives=True,
        fields=ROWS,
        includePermissionsForView="published",
        **as_admin,
    )
    found = [row for page in pages for row in page.permissions]
    return tuple(_rows(reader, found, names.drive_item(number))) if len(reader.gaps) == unread else None


def _rows(reader: Reader, found: Iterable[bytes], about: str) -> Iterator[Row]:
    for entry in found:
        try:
            yield _ROW.decode(entry)
        except msgspec.ValidationError as error:
            reader.gap("drive.v3:permissions.list", f"an answer has not the documented form: {error}", about=about)
