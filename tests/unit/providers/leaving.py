"""Traces by hand, for the tests of what providers say is left of somebody."""

from collections.abc import Iterable
from datetime import date

from audit.model.facts import Attachment, Document, Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict, document, pairs
from audit.model.residual import Carried, Holding, Residual, Traces
from policies.levels import Level

READ = Level.FIND | Level.READ
CHANGE = READ | Level.CHANGE


def account(name: str, provider: str, email: str = "", status: str = "active", **attributes: str) -> Principal:
    return Principal(name, provider, PrincipalKind.ACCOUNT, email or name.rpartition("/")[2], email, status, pairs(attributes))


def group(name: str, provider: str, title: str, kind: PrincipalKind = PrincipalKind.GROUP, email: str = "", **attributes: str) -> Principal:
    return Principal(name, provider, kind, title, email, attributes=pairs(attributes))


def traces(*accounts: Principal, others: Iterable[Principal] = (), **more: object) -> Traces:
    return Traces(accounts, {one.id: one for one in (*accounts, *others)}, **more)  # type: ignore[arg-type]  # fields of traces


def step(one: Principal, container: str, kind: MembershipKind = MembershipKind.MEMBER, **more: object) -> Membership:
    return Membership(one.id, container, kind, **more)  # type: ignore[arg-type]  # fields of a membership


def holding(
    who: str,
    kind: str,
    resource: str,
    source: str,
    *,
    provider: str,
    name: str = "",
    levels: Level = READ,
    count: int = 1,
    owner: str = "",
    inside: bool = False,
    condition: str = "",
    until: date | None = None,
    verdict: Verdict = Verdict.YES,
) -> Holding:
    carried = Carried("acl", provider, kind, count, resource, name)
    return Holding(Grant(who, levels, source, condition, until, verdict), carried, owner, inside)


def named(one: Principal, holder: str, kind: str, body: str, name: str = "") -> tuple[str, Attachment, Document]:
    said = document(kind, body)
    return one.id, Attachment(holder, said.id, kind, name), said


def lines(found: Iterable[Residual]) -> list[tuple[str, str, str]]:
    """Each residual by its kind, its words and its end."""
    return [(one.kind.value, one.words, one.end) for one in found]
