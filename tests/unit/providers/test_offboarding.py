"""What every provider says alike of somebody who leaves."""

from dataclasses import replace
from datetime import date

import pytest

from audit.model.facts import PUBLIC, Membership, MembershipKind, PrincipalKind, Verdict
from audit.model.residual import UNLISTED, Residual, ResidualKind
from audit.ports import Offboarding
from policies.levels import CONTENT, Level
from providers.aws import provider as aws
from providers.azure import provider as azure
from providers.gcp import provider as gcp
from providers.google_workspace import provider as google_workspace
from providers.microsoft365 import provider as microsoft365
from providers.offboarding import Maker, doing, folded, merged, of_provider, thing
from tests.unit.providers.leaving import READ, account, group, holding, named, step, traces

ON = account("google://user/an@x.example", "google_workspace", "an@x.example")
GONE = account("google://user/bo@x.example", "google_workspace", "bo@x.example", "deleted")
ELSE = account("aws://1/iam/user/an", "aws", "an@x.example")


def on(who: str, resource: str, **more: object):
    return holding(who, "file", resource, "drive role writer", provider=str(more.pop("provider", "google_workspace")), **more)  # type: ignore[arg-type]  # fields of a holding


def test_of_a_provider_there_is_what_its_own_accounts_have_and_what_a_deleted_one_left():
    told = traces(
        ON,
        GONE,
        ELSE,
        steps=tuple(step(one, "g") for one in (ON, GONE, ELSE)),
        let_in=tuple(Membership("app", one.id, MembershipKind.DELEGATE) for one in (ON, GONE, ELSE)),
        own=(*(on(one.id, f"own of {one.id}") for one in (ON, GONE, ELSE)), on(ON.id, "there", provider="gcp")),
        given=(*(on(one.id, "given") for one in (ON, GONE, ELSE)), on(ON.id, "there", provider="gcp")),
        shared=(*(on("x", "shared", owner=one.id) for one in (ON, GONE, ELSE)), on("x", "there", provider="gcp", owner=ON.id)),
        named=tuple(named(one, "h", "k", "{}") for one in (ON, GONE, ELSE)),
        guests=tuple((one.id, ON) for one in (ON, GONE, ELSE)),
    )
    found = of_provider(told, "google_workspace")
    assert [one.id for one in found.accounts] == [ON.id]
    assert [one.member for one in found.steps] == [ON.id]
    assert [one.container for one in found.let_in] == [ON.id]
    assert [one.grant.principal for one in found.own] == [ON.id, GONE.id]
    assert [(one.grant.principal, one.carried.provider) for one in found.given] == [(ON.id, "google_workspace")]
    assert [one.owner for one in found.shared] == [ON.id, GONE.id]
    assert [each[0] for each in found.named] == [ON.id]
    assert [each[0] for each in found.guests] == [ON.id, GONE.id]


def test_an_account_that_no_list_has_is_its_systems():
    unlisted = replace(ON, provider="google", status=UNLISTED)
    assert of_provider(traces(unlisted), "google_workspace").accounts == (unlisted,)
    assert of_provider(traces(unlisted), "microsoft365").accounts == ()


@pytest.mark.parametrize(("status", "revives"), [("active", False), ("disabled", True), ("deleted", False), (UNLISTED, False)])
def test_what_an_account_that_is_off_has_revives(status: str, revives: bool):
    making = Maker("p", traces(replace(ON, status=status)))
    assert making.of(ON.id, ResidualKind.GROUP, "g", "is in g", "leave").revives is revives


def test_a_step_and_a_holding_say_how_sure_they_are_and_until_when():
    making, end = Maker("p", traces(ON)), date(2026, 12, 1)
    one = making.step(step(ON, "g", condition="c", until=end, verdict=Verdict.IF), ResidualKind.GROUP, "words", "end")
    assert (one.account, one.what, one.condition, one.until, one.verdict) == (ON.id, "g", "c", end, Verdict.IF)
    held = on(ON.id, "drive://1", condition="c", until=end, verdict=Verdict.UNKNOWN, count=3)
    one = making.held(held, ResidualKind.GRANT, "words", "end", outside=True)
    assert (one.account, one.what, one.condition, one.until, one.verdict) == (ON.id, "drive://1", "c", end, Verdict.UNKNOWN)
    assert (one.count, one.outside) == (3, True)
    assert making.held(replace(held, owner="me"), ResidualKind.SHARED, "words", "end").account == "me"


@pytest.mark.parametrize(
    ("name", "said", "outside"),
    [
        (ON.id, "an@x.example", False),
        ("google://user/cy@y.example", "cy@y.example (on no list that was read)", True),
        ("microsoft://user/1", "di@y.example (a guest)", True),
        ("google://link/anyone", "anyone with the link", True),
        ("microsoft://link/anyone", "anyone with the link", True),
        (PUBLIC, "anyone", True),
        ("everyone://authenticated", "anyone who signs in", True),
        ("google://domain/x.example", "whoever is of x.example", False),
        ("google://domain-link/x.example", "whoever is of x.example and has the link", False),
        ("google://domain/y.example", "whoever is of y.example", True),
        ("google://group/team@x.example", "team@x.example", False),
    ],
)
def test_whoever_has_something_is_called_and_said_to_be_outside(name: str, said: str, outside: bool):
    others = (
        account("microsoft://user/1", "microsoft365", "di@y.example", guest="true"),
        group("microsoft://link/anyone", "microsoft365", "anyone with the link", PrincipalKind.LINK),
        group("everyone://authenticated", "google_workspace", "anyone who signs in", PrincipalKind.EVERYONE),
        group("google://domain/x.example", "google_workspace", "x.example", PrincipalKind.DOMAIN),
        group("google://group/team@x.example", "google_workspace", "Team", email="team@x.example"),
    )
    assert Maker("p", traces(ON, others=others)).whom(name) == (said, outside)


def test_files_of_one_grant_are_told_by_their_number_and_the_rest_one_by_one():
    held = (on(ON.id, "drive://2", count=4), on(ON.id, "drive://1", count=3), on(ON.id, "drive://3", levels=CONTENT))
    drives = tuple(replace(one, carried=replace(one.carried, kind="shared-drive")) for one in held[:2])
    found = [(one.carried.kind, one.carried.resource, one.carried.count) for one in folded((*held, *drives))]
    assert found == [("shared-drive", "drive://2", 4), ("shared-drive", "drive://1", 3), ("file", "drive://1", 7), ("file", "drive://3", 1)]


@pytest.mark.parametrize(
    ("kind", "name", "count", "said"),
    [
        ("file", "plan", 1, "the file plan"),
        ("shared-drive", "", 1, "the shared drive d://1"),
        ("my-drive", "My Drive", 1, "My Drive"),
        ("file", "plan", 1200, "1,200 files, plan among them"),
        ("shared-mailbox", "info", 2, "2 shared mailboxes, info among them"),
        ("sharepoint-library", "docs", 2, "2 sharepoint libraries, docs among them"),
    ],
)
def test_a_thing_is_called_by_its_kind_and_name(kind: str, name: str, count: int, said: str):
    assert thing(holding(ON.id, kind, "d://1", "x", provider="p", name=name, count=count)) == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [(Level.READ, "read"), (READ, "find and read"), (CONTENT | Level.MANAGE, "find, read, change and share"), (Level.MANAGE, "manage")],
)
def test_what_a_grant_lets_do_is_said_in_words(levels: Level, said: str):
    assert doing(levels) == said


def test_alike_residuals_are_one_and_outsiders_come_first():
    one = Residual(kind=ResidualKind.SHARED, provider="p", account="a", what="1", words="w", end="e", count=2)
    sign_in = replace(one, kind=ResidualKind.SIGN_IN, what="9")
    outside = replace(one, what="2", outside=True)
    assert merged((one, outside, replace(one, count=3), sign_in)) == (sign_in, outside, replace(one, count=5))


@pytest.mark.parametrize("provider", [aws, azure, gcp, google_workspace, microsoft365], ids=lambda one: one.name)
def test_every_surface_that_is_looked_at_is_one_that_is_read(provider: Offboarding):
    looks, read = provider.looks(), {operation.surface for operation in provider.operations()} | {"hidden-members"}  # type: ignore[attr-defined]  # it is a provider
    assert {look.surface for look in looks} - {""} <= read
    assert len({(look.surface, look.shows) for look in looks}) == len(looks)
    assert all(look.shows and look.where for look in looks)
    assert any(not look.surface for look in looks)


def test_each_directory_says_which_accounts_there_are():
    who = {one.name: {look.surface for look in one.looks() if look.who} for one in (aws, azure, gcp, google_workspace, microsoft365)}
    assert who == {
        "aws": {"iam", "identity-center"},
        "azure": set(),
        "gcp": set(),
        "google_workspace": {"users"},
        "microsoft365": {"users"},
    }
