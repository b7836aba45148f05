"""Pages of answers: what stands on one, and where the next one is."""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from providers.microsoft_api.failures import CallFailed, broken


class Links(msgspec.Struct, kw_only=True):
    """Where a listing goes on, as Graph, ARM and SharePoint call it; and from where its changes can be read."""

    of_graph: str | None = msgspec.field(default=None, name="@odata.nextLink")
    of_arm: str | None = msgspec.field(default=None, name="nextLink")
    of_sharepoint: str | None = msgspec.field(default=None, name="odata.nextLink")
    delta: str | None = msgspec.field(default=None, name="@odata.deltaLink")

    @property
    def next(self) -> str:
        """The next page; empty on the last one."""
        return self.of_graph or self.of_arm or self.of_sharepoint or ""


class Warned(msgspec.Struct):
    """What Exchange warns of beside the rows."""

    warnings: Any = msgspec.field(default=None, name="@adminapi.warnings")

    @property
    def of_rows(self) -> str:
        """The warning that rows were left out, or can't be told; empty if there is none. Others, such as of a cmdlet's end, are no gap."""
        told = self.warnings if isinstance(self.warnings, list) else []
        return next((one for one in told if isinstance(one, str) and any(words in one for words in _UNTOLD)), "")


_UNTOLD = ("more results", "inconsistent state")


@cache
def page_of(kind: Any, key: str) -> Any:
    """The type of a page that has its entries under `key`. It has to have them: what says nothing is no empty list."""
    return msgspec.defstruct("Page", [("entries", tuple[kind, ...], msgspec.field(name=key))], bases=(Links,), kw_only=True)


def decoded(body: bytes | msgspec.Raw, kind: Any) -> Any:
    """An answer as a type of msgspec's. Raises CallFailed for one that is no JSON, or of another form."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise CallFailed(broken(f"an answer has not the documented form: {error}")) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CallFailed(broken("the answer could not be read: it is no JSON, or is nested without end")) from error


def entries(body: bytes, kind: Any, key: str, odd: Callable[[str], None]) -> tuple[tuple[Any, ...], Links]:
    """The entries of a page, each as `kind`, and its links. Of one that does not fit, `odd` is told the reason; the others stand.

    Raises CallFailed when it can't even be said where the listing goes on.
    """
    try:
        page = decoded(body, page_of(kind, key))
    except CallFailed:
        links: Links = decoded(body, Links)
        return tuple(_fitting(body, kind, key, odd)), links
    return page.entries, page


def _fitting(body: bytes, kind: Any, key: str, odd: Callable[[str], None]) -> list[Any]:
    try:
        listed = decoded(body, page_of(msgspec.Raw, key)).entries
    except CallFailed as error:
        odd(error.failure.reason)
        return []
    found = []
    for entry in listed:
        try:
            found.append(decoded(entry, kind))
        except CallFailed as error:
            odd(error.failure.reason)
    return found
