"""What is left of somebody at Google Workspace."""

from dataclasses import replace

import pytest

from audit.model.facts import PUBLIC, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from audit.model.residual import UNLISTED, Holding, Traces
from policies.levels import CONTENT, Level
from providers.google_workspace.offboarding import residuals
from tests.unit.providers.leaving import CHANGE, READ, account, group, holding, lines, step, traces

PROVIDER = "google_workspace"
AN = account("google://user/an@x.example", PROVIDER, "an@x.example", "disabled")
BO = account("google://user/bo@x.example", PROVIDER, "bo@x.example")
TEAM = group("google://group/team@x.example", PROVIDER, "Team", email="team@x.example")
ROLE = group("google://admin-role/1", PROVIDER, "groups-admin", PrincipalKind.ROLE)
APP = group("google://app/9", PROVIDER, "Mail Merge", PrincipalKind.SERVICE)
UNREAD = group("google://app/unread/1", PROVIDER, "the applications of user 1")
DOMAIN = group("google://domain/x.example", PROVIDER, "x.example", PrincipalKind.DOMAIN)
USER = "Admin console > Directory > Users > an@x.example"
DRIVE = "Admin console > Apps > Google Workspace > Drive and Docs"


def told(**more: object) -> Traces:
    return traces(AN, others=(BO, TEAM, ROLE, APP, UNREAD, DOMAIN), **more)


def held(who: str, kind: str, resource: str, source: str, **more: object) -> Holding:
    return holding(who, kind, resource, source, provider=PROVIDER, **more)  # type: ignore[arg-type]  # fields of a holding


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            replace(AN, status="active"),
            [("sign-in", "an@x.example can sign in", f"{USER} > Suspend user; then Security > Sign-in cookies > Reset")],
        ),
        (AN, []),
        (replace(AN, status=UNLISTED), []),
        (
            replace(AN, attributes=(("app_passwords", "1"),)),
            [
                (
                    "secret",
                    "1 app password of an@x.example, for which no second factor is asked",
                    f"{USER} > Security > Application-specific passwords > Revoke",
                )
            ],
        ),
        (
            replace(AN, attributes=(("app_passwords", "2"),)),
            [
                (
                    "secret",
                    "2 app passwords of an@x.example, for which no second factor is asked",
                    f"{USER} > Security > Application-specific passwords > Revoke",
                )
            ],
        ),
        (replace(AN, attributes=(("app_passwords", "0"),)), []),
    ],
)
def test_an_account_lets_in(one: Principal, expected: list[tuple[str, str, str]]):
    assert lines(residuals(traces(one))) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            step(AN, ROLE.id, MembershipKind.ASSUME),
            ("administration", "has the admin role groups-admin", f"{USER} > Admin roles and privileges > groups-admin > unassign"),
        ),
        (
            step(AN, TEAM.id),
            (
                "group",
                "is in the group team@x.example",
                "Admin console > Directory > Groups > team@x.example > Members > an@x.example > Remove from group",
            ),
        ),
        (
            step(AN, TEAM.id, MembershipKind.OWNER),
            (
                "ownership",
                "owns or manages the group team@x.example",
                "Admin console > Directory > Groups > team@x.example > Members > make somebody else the owner, then remove an@x.example",
            ),
        ),
        (step(AN, BO.id, MembershipKind.ESCALATE), None),
    ],
)
def test_steps_are_groups_and_roles(one: Membership, expected: tuple[str, str, str] | None):
    found = residuals(told(steps=(one,)))
    assert lines(found) == ([expected] if expected else [])
    assert all(each.revives for each in found)


@pytest.mark.parametrize(
    ("member", "kind", "there"),
    [
        (APP.id, MembershipKind.DELEGATE, True),
        ("google://app/nameless", MembershipKind.DELEGATE, True),
        (APP.id, MembershipKind.IMPERSONATE, False),
        (ROLE.id, MembershipKind.ESCALATE, False),
        (UNREAD.id, MembershipKind.DELEGATE, False),
    ],
)
def test_an_application_is_told_where_the_user_let_it_in(member: str, kind: MembershipKind, there: bool):
    one = Membership(member, AN.id, kind, verdict=Verdict.UNKNOWN, condition="what it may is not known")
    found = residuals(told(let_in=(one,)))
    assert [each.what for each in found] == ([member] if there else [])
    for each in found:
        assert each.words.startswith("an@x.example let in the application ")
        assert (each.verdict, each.condition) == (Verdict.UNKNOWN, "what it may is not known")


@pytest.mark.parametrize(
    ("one", "words", "end"),
    [
        (
            held(AN.id, "mailbox", "google://mailbox/news@x.example", "delegate", name="news@x.example"),
            "reads and sends in the mailbox news@x.example as its delegate",
            "Gmail of news@x.example > Settings > Accounts > Grant access to your account > delete an@x.example",
        ),
        (
            held(AN.id, "mailbox", "google://mailbox/news@x.example", "forwarding", name="news@x.example"),
            "gets mail of the mailbox news@x.example (forwarding)",
            "Gmail of news@x.example > Settings > Forwarding and POP/IMAP, and Filters and Blocked Addresses > delete an@x.example",
        ),
        (
            held(AN.id, "calendar", "google://calendar/bo@x.example", "calendar", name="bo@x.example"),
            "can find and read the calendar bo@x.example",
            "Google Calendar > Settings > bo@x.example > Shared with > remove an@x.example",
        ),
        (
            held(AN.id, "shared-drive", "drive://D", "drive role writer", name="Sales"),
            "is in the shared drive Sales (drive role writer)",
            f"{DRIVE} > Manage shared drives > Sales > Manage members > remove an@x.example",
        ),
        (
            held(AN.id, "file", "drive://1", "drive role reader", name="Plan"),
            "was given the file Plan (drive role reader)",
            "Google Drive > Plan > Share > an@x.example > Remove access",
        ),
    ],
)
def test_what_was_given(one: Holding, words: str, end: str):
    assert lines(residuals(told(given=(one,)))) == [("grant", words, end)]


def test_what_lies_in_what_was_given_is_not_told_again_and_files_are_told_by_their_number():
    files = [held(AN.id, "file", f"drive://{number}", "drive role reader", name=str(number), count=500) for number in (3, 2)]
    inside = held(AN.id, "file", "drive://4", "drive role writer", inside=True)
    ((_, words, _),) = lines(residuals(told(given=(*files, inside))))
    assert words == "was given 1,000 files, 2 among them (drive role reader)"


@pytest.mark.parametrize(
    ("one", "words", "end"),
    [
        (
            held(AN.id, "mailbox", "google://mailbox/an@x.example", "owner"),
            "the mailbox an@x.example is there",
            f"move what is needed (Data migration), then {USER} > Delete user",
        ),
        (
            held(AN.id, "calendar", "google://calendar/an@x.example", "calendar", name="an@x.example"),
            "the calendar an@x.example is theirs",
            "Admin console > Apps > Google Workspace > Calendar > Manage events > Transfer events of an@x.example",
        ),
        (
            held(AN.id, "my-drive", "drive://R", "drive role owner", name="My Drive"),
            "the My Drive of an@x.example is there",
            f"{DRIVE} > Transfer ownership, or let it go with the user",
        ),
        (
            held(AN.id, "file", "drive://1", "drive role owner", name="Plan", count=40, inside=True),
            "an@x.example owns 40 files, Plan among them",
            f"{DRIVE} > Transfer ownership",
        ),
    ],
)
def test_what_is_theirs(one: Holding, words: str, end: str):
    assert lines(residuals(told(own=(one,)))) == [("owned", words, end)]


def of_theirs(who: str, kind: str, source: str, levels: Level) -> Holding:
    resource, name = ("drive://1", "Plan") if kind == "file" else (f"google://{kind}/an@x.example", "an@x.example")
    return held(who, kind, resource, source, name=name, owner=AN.id, levels=levels)


PRIVATE, LINK = "google://user/an@private.example", "google://link/anyone"
WHOLE = "the mailbox an@x.example, which is theirs"


@pytest.mark.parametrize(
    ("one", "expected", "outside"),
    [
        (of_theirs(BO.id, "mailbox", "delegate", CHANGE), ("delegate", f"bo@x.example can find, read and change {WHOLE}"), False),
        (
            of_theirs(BO.id, "mailbox", "forwarding", READ),
            ("forwarding", "mail to an@x.example goes on to bo@x.example (forwarding)"),
            False,
        ),
        (
            of_theirs(PRIVATE, "mailbox", "filter", READ),
            ("forwarding", "mail to an@x.example goes on to an@private.example (on no list that was read) (filter)"),
            True,
        ),
        (of_theirs(ROLE.id, "mailbox", "admin-role", Level.MANAGE), None, False),
        (of_theirs(DOMAIN.id, "calendar", "calendar", Level.FIND), None, False),
        (
            of_theirs(DOMAIN.id, "calendar", "calendar", READ),
            ("delegate", "whoever is of x.example can find and read the calendar an@x.example, which is theirs"),
            False,
        ),
        (
            of_theirs(BO.id, "file", "drive role writer", CHANGE),
            ("shared", "bo@x.example can find, read and change the file Plan, of an@x.example"),
            False,
        ),
        (
            of_theirs(LINK, "file", "drive role reader", READ),
            ("shared", "anyone with the link can find and read the file Plan, of an@x.example"),
            True,
        ),
        (of_theirs(PUBLIC, "file", "drive role reader", READ), ("shared", "anyone can find and read the file Plan, of an@x.example"), True),
    ],
)
def test_what_others_have_of_theirs(one: Holding, expected: tuple[str, str] | None, outside: bool):
    found = residuals(told(shared=(one,)))
    assert [(each.kind.value, each.words) for each in found] == ([expected] if expected else [])
    assert all(each.outside is outside and each.account == AN.id and each.end for each in found)


def test_outsiders_stand_before_colleagues_and_each_is_told_once():
    files = [
        held(who, "file", f"drive://{number}", "drive role reader", owner=AN.id)
        for number in range(3000)
        for who in (BO.id, "google://link/anyone")
    ]
    found = residuals(told(shared=tuple(files)))
    assert [(each.outside, each.count) for each in found] == [(True, 3000), (False, 3000)]


def test_what_a_deleted_account_had_of_others_is_gone():
    one = replace(AN, status="deleted")
    given = held(AN.id, "file", "drive://1", "drive role reader")
    assert residuals(traces(one, steps=(step(AN, TEAM.id),), given=(given,))) == ()
    assert len(residuals(traces(one, own=(held(AN.id, "file", "drive://1", "drive role owner", levels=CONTENT),)))) == 1
