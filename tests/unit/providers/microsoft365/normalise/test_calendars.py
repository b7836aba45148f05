from collections.abc import Mapping
from typing import Any

import pytest

from audit.model.facts import PUBLIC, Acl, Grant, Resource, Verdict
from policies.levels import CONTENT, EVERYTHING, Level
from providers.microsoft365.normalise.calendars import calendar
from providers.microsoft365.normalise.mailboxes import Mailbox
from tests.unit.providers.microsoft365.normalise.mail import ADMIN_ROLE, AN, BO, TENANT, recipients

READS = Level.FIND | Level.READ
BOX = Mailbox("p01@sample.example", AN.id)
ALWAYS = {
    Grant(AN.id, CONTENT, "owner"),
    Grant(ADMIN_ROLE, Level.MANAGE, "directory-role"),
    Grant("microsoft://applications/calendars", EVERYTHING, "application-permission"),
}


def _grants(*rows: Mapping[str, Any], besides: frozenset[Grant] = frozenset()) -> set[Grant]:
    facts = list(calendar(BOX, rows, besides, recipients()))
    (acl,) = [fact for fact in facts if isinstance(fact, Acl)]
    (made,) = [fact for fact in facts if isinstance(fact, Resource)]
    assert (made.id, made.kind, made.acl) == ("microsoft://calendar/p01@sample.example", "calendar", acl.id)
    assert set(acl.grants) >= ALWAYS
    return set(acl.grants) - ALWAYS


def _row(role: str | None, address: str = "p02@sample.example", **more: Any) -> Mapping[str, Any]:
    return {"id": "x", "role": role, "emailAddress": {"name": "someone", "address": address}} | more


def test_a_calendar_is_its_owners():
    assert _grants() == set()


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        ("freeBusyRead", Level.FIND),
        ("limitedRead", Level.FIND),
        ("read", READS),
        ("write", READS | Level.CHANGE),
        ("delegateWithoutPrivateEventAccess", READS | Level.CHANGE),
        ("delegateWithPrivateEventAccess", READS | Level.CHANGE),
    ],
)
def test_what_a_role_allows(role: str, levels: Level):
    assert _grants(_row(role)) == {Grant(BO.id, levels, "calendar")}


def test_the_role_none_gives_nothing():
    assert _grants(_row("none")) == set()


@pytest.mark.parametrize("role", ["custom", "telepathy", None])
def test_a_role_that_is_not_known_may_allow_anything(role: str | None):
    (found,) = _grants(_row(role))
    assert (found.levels, found.verdict) == (CONTENT, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("more", "who"),
    [
        ({"id": "RGVmYXVsdA==", "emailAddress": {"name": "My Organization"}}, f"microsoft://domain/{TENANT}"),
        ({"id": "RGVmYXVsdA==", "emailAddress": {"name": "Mijn organisatie"}}, f"microsoft://domain/{TENANT}"),
        ({"emailAddress": {"name": "My Organization"}}, f"microsoft://domain/{TENANT}"),
        ({"id": "QW5vbnltb3Vz", "emailAddress": {"name": "Anonymous"}}, PUBLIC),
        ({"emailAddress": {"address": "box@out.example"}}, "microsoft://user/box@out.example"),
        ({"emailAddress": {"name": "Person Two"}}, BO.id),
    ],
)
def test_whom_an_entry_is_for(more: Mapping[str, Any], who: str):
    assert _grants(_row("read") | more) == {Grant(who, READS, "calendar")}


def test_an_entry_for_nobody_may_be_for_anybody():
    (found,) = _grants({"id": "x", "role": "read"})
    assert (found.principal, found.verdict) == (PUBLIC, Verdict.UNKNOWN)


def test_who_opens_the_mailbox_opens_the_calendar():
    besides = frozenset({Grant(BO.id, READS | Level.CHANGE, "full-access")})
    assert _grants(besides=besides) == besides
