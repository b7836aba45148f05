"""Libraries read by what has changed since the last run: what has not is carried over, what has is read, and so is all that hangs on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from audit.model.facts import Acl, Grant, Resource
from audit.ports import Facts, Sink
from audit.runs.memory import MemorySink
from providers.microsoft365.files import previous
from providers.microsoft365.files.changed import Changed
from providers.microsoft365.files.cursors import Cursor
from providers.microsoft365.files.ledger import Ledger, People
from providers.microsoft365.files.previous import Shelved
from providers.microsoft365.files.reading import Desk, Holding, Setting
from providers.microsoft365.files.words import address
from providers.microsoft365.kinds import PROVIDER

_PAGE = 1000
_NAMED = ("microsoft://user/", "microsoft://group/", "microsoft://application/", "microsoft://service-principal/")


@dataclass(frozen=True, slots=True)
class Before:
    """The acls of the last run, and those of them that Graph may show in another way now."""

    acls: Mapping[str, frozenset[Grant]]
    outdated: frozenset[str]

    @classmethod
    def of(cls, facts: Facts, people: People, today: date) -> "Before":
        """Reads the acls of the last run."""
        return cls({acl.id: frozenset(acl.grants) for acl in facts.acls()}, outdated(facts, people, today))


@dataclass(frozen=True, slots=True)
class Log:
    """What has changed in one library, looked at; what was written of it waits at its desk."""

    desk: Desk
    sink: MemorySink
    changed: Changed
    cursor: Cursor


def log(setting: Setting, holding: Holding, then: Shelved, cursor: Cursor, before: Before) -> Log | None:
    """What has changed in a library; None where it must be read in full: its link has ended, or does not tell all."""
    sink = MemorySink()
    desk = Desk(setting, holding, sink, before.acls)
    delta = desk.asking.delta(cursor.link)
    changed = Changed(desk.shelf, desk.inheritance, then, before.outdated, cursor.root)
    if not changed.read(delta.items) or not delta.link:
        return None
    changed.work_out(desk.top(), address(holding.drive.web_url or ""))
    desk.inheritance.forget()
    return Log(desk, sink, changed, msgspec.structs.replace(cursor, link=delta.link, at=setting.at.isoformat(), root=changed.root))


def outdated(facts: Facts, people: People, today: date) -> frozenset[str]:
    """Acls of which a grant has ended, or names somebody who has come or gone since: Graph may show them in another way now."""
    unknown = {gap.scope for gap in facts.gaps()}
    then = {each.id for each in facts.principals() if each.provider == PROVIDER and each.status != "deleted"} - unknown
    living = (user.id for user in people.directory.users if user.status != "deleted")
    groups, services = people.directory.groups, people.directory.services
    now = {*living, *(group.id for group in groups), *(service.id for service in services)}
    return frozenset(acl.id for acl in facts.acls() if _ended(acl, today) or any(_differs(acl, then, now, people)))


def _ended(acl: Acl, today: date) -> bool:
    return any(grant.until is not None and grant.until < today for grant in acl.grants)


def _differs(acl: Acl, then: set[str], now: set[str], people: People) -> Iterator[bool]:
    for grant in acl.grants:
        if grant.principal.startswith(_NAMED):
            key = grant.principal.split("/")[3]
            name = grant.principal.removesuffix("/owners")
            yield people.directory.holder(key) not in ("", name) or (name in then) != (name in now)


def carry(facts: Facts, logs: Mapping[str, Log], part: Sink, people: People) -> None:
    """Writes everything of the libraries of `logs`: what has not changed as it was, with what it inherits now, and then what has."""
    acls: set[str] = set()
    batch: list[Resource] = []
    for row in previous.items(facts):
        found = logs.get(previous.library(row.id))
        now = found.changed.carried(row) if found else None
        if now is not None:
            acls.add(now.acl)
            batch.append(now)
            if len(batch) >= _PAGE:
                part.add(*batch)
                batch.clear()
    part.add(*batch)
    ledger = Ledger(part, people, frozenset[str]().union(*(each.desk.holding.groups for each in logs.values())))
    for acl in facts.acls():
        if acl.id in acls:
            ledger.keep(acl)
    for each in logs.values():
        _finish(each, part)


def _finish(log: Log, part: Sink) -> None:
    part.add(*log.sink.all())
    for rows in _pages(log.changed.rows()):
        part.add(*rows)
    log.desk.close(part, log.cursor)


def _pages(rows: Iterable[Resource]) -> Iterator[list[Resource]]:
    page: list[Resource] = []
    for row in rows:
        page.append(row)
        if len(page) >= _PAGE:
            yield page
            page = []
    yield page
