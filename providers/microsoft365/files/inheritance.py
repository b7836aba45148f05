"""What holds on the items of one library: what their folder hands down, or, where they have permissions of their own, what Graph says of them.

SharePoint does not tell from where a permission is inherited (page "permission resource type", remark 1). An item that inherits has exactly what
its folder has; one that does not is asked, and hands down what it has.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audit.model.facts import Grant, Verdict
from providers.microsoft365.files.answers import Item
from providers.microsoft365.files.asking import Asking, Told
from providers.microsoft365.files.grants import grants
from providers.microsoft365.files.ledger import Ledger
from providers.microsoft365.files.operations import DELTA, PERMISSIONS

_UNSURE = "its own permissions were not read"
_MOST_KNOWN = 5_000  # lists of permissions of one library that are kept in the form they came in


@dataclass(frozen=True, slots=True)
class Standing:
    """The acl of an item, and whether its permissions are its own."""

    acl: str
    unique: bool


class Inheritance:
    """Works out what holds in one library of a site. `base` holds on everything in the site: its administrators, and applications it lets in."""

    def __init__(self, asking: Asking, ledger: Ledger, site: str, base: frozenset[Grant]) -> None:
        self._asking, self._ledger, self._site, self._base = asking, ledger, site, base
        self._known: dict[tuple[bytes, ...], str] = {}  # the acl of permissions as they came, of which all could be read

    def top(self) -> str:
        """The acl of the library itself, which is always asked."""
        return self._told(self._asking.permissions(), "", "")

    def forget(self) -> None:
        """Lets go of the answers as they came: of thousands of libraries they would fill the memory."""
        self._known.clear()

    def asked(self, item: Item, above: str) -> Standing | None:
        """What Graph says of an item in a folder with the acl `above`; None when it is gone.

        Where Graph marks the item as shared on its own, it is; else it may have gone back to what it inherits.
        """
        told = self._asking.permissions(item.id)
        if told.gone:
            return None
        acl = self._told(told, item.id, above)
        return Standing(acl, unique=item.shared is not None or acl != above)

    def unlisted(self, number: str, above: str) -> str:
        """The acl of a folder that was not listed and in which something lies; that it was not listed is a gap."""
        self._asking.reader.gap(f"graph:{DELTA}", "something lies in a folder that was not listed", about=self._asking.about(number))
        told = self._asking.permissions(number)
        return self._told(replace(told, whole=told.whole and not told.gone), number, above)

    def _told(self, told: Told, number: str, above: str) -> str:
        """The acl of permissions as they came; where not all could be read, what is above the item holds perhaps."""
        if (known := self._known.get(told.pages)) is not None and told.whole:
            return known
        rows, whole = self._asking.rows(told, number)
        held = grants(rows, self._site, self._ledger.people.directory) | self._base
        if not whole:
            return self._ledger.acl(held | frozenset(_unsure(self._ledger.grants(above) - held)))
        acl = self._ledger.acl(held)
        if not rows:  # Graph leaves out what the caller may not see: a list without anybody is no word that nobody is there
            reason = "Graph shows no permission on it, not even an owner's"
            self._asking.reader.gap(f"graph:{PERMISSIONS}", reason, about=self._asking.about(number))
        elif len(self._known) < _MOST_KNOWN:
            self._known[told.pages] = acl
        return acl


def _unsure(above: Iterable[Grant]) -> Iterator[Grant]:
    """What an item may have of what is above it, when it was not told what it has."""
    for grant in above:
        yield grant if grant.verdict is Verdict.UNKNOWN else replace(grant, verdict=Verdict.UNKNOWN, condition=_UNSURE)
