"""What is written of one corpus: items by the page, acls and the grantees that need a word of their own each once."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec

from audit.model.facts import Acl, Gap, Grant, Principal, PrincipalKind, Resource, acl_id
from audit.ports import Sink
from providers.google_api import names
from providers.google_workspace.directory import Directory
from providers.google_workspace.drive.answers import Row
from providers.google_workspace.drive.grants import Sharing, grants
from providers.google_workspace.drive.words import SURFACE
from providers.google_workspace.kinds import PROVIDER

_MOST_KEPT = 20_000  # sets of permissions of one corpus that are kept in the form they came in; then they are forgotten and read again
_ROWS = msgspec.json.Decoder(tuple[Row, ...])


class Ledger:
    """Takes what was read of one corpus to the sink. Not to be shared between threads."""

    def __init__(self, sink: Sink, directory: Directory, most_kept: int = _MOST_KEPT) -> None:
        self.sink, self.directory, self._most_kept = sink, directory, most_kept
        self._written: dict[frozenset[Grant], str] = {}
        self._met: set[str] = set()
        self._raw: dict[tuple[bytes, bool], str] = {}

    def add(self, resources: Iterable[Resource]) -> None:
        """Writes items."""
        self.sink.add(*resources)

    def acl_of(self, permissions: bytes, sharing: Sharing) -> str:
        """The acl of permissions as they came, read once for equal ones. Raises msgspec.DecodeError for what are none."""
        key = (permissions, sharing.writers)
        if (found := self._raw.get(key)) is None:
            if len(self._raw) >= self._most_kept:
                self._raw.clear()
            found = self._raw[key] = self.acl(grants(_ROWS.decode(permissions), sharing, self.directory))
        return found

    def given_by_some(self, permissions: bytes, sharing: Sharing) -> frozenset[Grant]:
        """What those of some permissions give that are of the documented form, when not all are."""
        return grants(_some(permissions), sharing, self.directory)

    def acl(self, held: frozenset[Grant]) -> str:
        """The id of a set of grants, written when it is met first."""
        if (name := self._written.get(held)) is None:
            name = self._written[held] = acl_id(held)
            self.sink.add(Acl(name, tuple(sorted(held, key=_order))))
            self.meet(grant.principal for grant in held)
        return name

    def meet(self, principals: Iterable[str]) -> None:
        """Says of grantees what their id does not tell: who is gone, and whose members can't be read."""
        for principal in set(principals) - self._met:
            self._met.add(principal)
            if found := _facts(principal, self.directory):
                self.sink.add(*found)


def _some(permissions: bytes) -> Iterator[Row]:
    with suppress(msgspec.DecodeError):
        for entry in msgspec.json.decode(permissions, type=tuple[msgspec.Raw, ...]):
            with suppress(msgspec.DecodeError):
                yield msgspec.json.decode(entry, type=Row)


def _order(grant: Grant) -> tuple[str, ...]:
    until = grant.until.isoformat() if grant.until else ""
    return (grant.principal, f"{int(grant.levels):02}", grant.source, grant.condition, until, grant.verdict)


def _facts(principal: str, directory: Directory) -> tuple[Principal | Gap, ...]:
    kind, _, rest = principal.removeprefix("google://").partition("/")
    address, _, gone = rest.partition("?uid=")
    match kind:
        case "user" | "group" if gone:
            grantee = PrincipalKind.ACCOUNT if kind == "user" else PrincipalKind.GROUP
            return (Principal(principal, PROVIDER, grantee, address or gone, address, "deleted"),)
        case "group" if not directory.is_group(rest):
            unlisted = "the directory does not list this group, so that its members can't be read"
            return (names.group(rest).principal(PROVIDER), Gap(PROVIDER, SURFACE, principal, "", unlisted, directory.missing))
        case "audience":
            hidden = "the members of a target audience can't be read; say in the policy who is in it"
            return (names.audience(rest).principal(PROVIDER), Gap(PROVIDER, SURFACE, principal, "", hidden))
        case "domain-link":
            return (Principal(principal, PROVIDER, PrincipalKind.DOMAIN, rest),)
        case _:
            return ()
