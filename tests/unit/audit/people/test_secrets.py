"""Secrets that somebody could read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from audit.model.facts import Fact, Grant, Membership, MembershipKind, Resource, Verdict
from audit.model.residual import Residual, ResidualKind
from audit.people.secrets import Before, known_secrets
from policies.levels import Level
from tests.unit.audit.people.worlds import READ, TODAY, Leaving, held, policy, user
from tests.unit.audit.resolve.worlds import OWN

MINE, ETL = f"{OWN}/iam/user/p24", f"{OWN}/iam/role/etl"
SECRET = Resource("s3://secrets/one", "aws", "secret", "one")
OTHER = Resource("s3://secrets/two", "aws", "secret", "two")
LEFT = "p24: {ends: 2026-11-20, accounts: {aws: p24}}"


def provider(
    *granted: tuple[str, Level], on: str = SECRET.id, until: date | None = None, verdict: Verdict = Verdict.YES, **more: object
) -> Leaving:
    grants = frozenset(Grant(who, levels, "identity", until=until, verdict=verdict) for who, levels in granted)
    return Leaving(((on, grants),), **more)  # type: ignore[arg-type]  # fields of Listed


def known(people: str, provided: Leaving, *facts: Fact, before: Before | None = None) -> Mapping[str, tuple[Residual, ...]]:
    (asset,) = (said := policy(people)).assets
    place = replace(asset.where[0], kind="secret", ref="s3://secrets/*")
    said = replace(said, assets=(replace(asset, where=(place,)),))
    return known_secrets(held(said, *facts, providers=(provided,)), said.people, before or Before())


def told(people: str, provided: Leaving, *facts: Fact, before: Before | None = None) -> dict[str, list[str]]:
    found = known(people, provided, *facts, before=before)
    return {name: [f"{one.words} {one.verdict} {one.condition}".strip() for one in left] for name, left in found.items()}


DOUBT = "nobody can tell whether it was changed since they left"


@pytest.mark.parametrize(
    ("people", "modified", "expected"),
    [
        pytest.param(LEFT, "2026-11-19T08:00:00Z", ["could read the secret one, last changed on 2026-11-19 yes"], id="changed before"),
        pytest.param(LEFT, "2026-11-20", ["could read the secret one, last changed on 2026-11-20 yes"], id="changed on the last day"),
        pytest.param(LEFT, "2026-11-21", [], id="changed after"),
        pytest.param(LEFT, "", [f"could read the secret one unknown {DOUBT}"], id="changed nobody knows when"),
        pytest.param(
            "p24: {status: left, accounts: {aws: p24}}",
            "2026-11-21",
            [f"could read the secret one, last changed on 2026-11-21 unknown {DOUBT}"],
            id="left nobody knows when",
        ),
        pytest.param(
            "p24: {ends: 2026-12-31, accounts: {aws: p24}}",
            "",
            ["could read the secret one yes"],
            id="still works here, so can read it now",
        ),
    ],
)
def test_a_secret_is_known_until_it_is_changed(people: str, modified: str, expected: list[str]):
    secret = replace(SECRET, modified=modified)
    assert told(people, provider((MINE, READ)), user("p24"), secret).get("p24", []) == expected


@pytest.mark.parametrize(
    ("provided", "account", "expected"),
    [
        pytest.param(provider((MINE, READ)), user("p24", "disabled"), ["yes"], id="an account that is off could read it"),
        pytest.param(provider((MINE, Level.FIND | Level.MANAGE)), user("p24"), [], id="who finds or manages it does not know it"),
        pytest.param(provider((MINE, READ), until=date(2026, 11, 22)), user("p24"), [], id="the grant has ended"),
        pytest.param(provider((MINE, READ), until=TODAY), user("p24"), ["yes"], id="it ends today"),
        pytest.param(provider((MINE, READ), verdict=Verdict.UNKNOWN), user("p24"), ["unknown"], id="perhaps let in"),
        pytest.param(provider((ETL, READ), derived=(Membership(MINE, ETL, MembershipKind.ASSUME),)), user("p24"), ["yes"], id="by a role"),
        pytest.param(
            provider((ETL, READ), derived=(Membership(MINE, ETL, MembershipKind.ELIGIBLE),)), user("p24"), ["if"], id="by one to activate"
        ),
        pytest.param(provider((ETL, READ), derived=(Membership(MINE, ETL, MembershipKind.ESCALATE),)), user("p24"), [], id="not latently"),
        pytest.param(
            provider((ETL, READ), (MINE, READ), derived=(Membership(MINE, ETL, MembershipKind.ELIGIBLE),)),
            user("p24"),
            ["yes"],
            id="the surest way counts",
        ),
    ],
)
def test_who_is_let_in_to_a_secret_could_read_it(provided: Leaving, account: Fact, expected: list[str]):
    people = "p24: {ends: 2026-12-31, accounts: {aws: p24}}"
    assert [each.split()[-1] for each in told(people, provided, account, SECRET).get("p24", [])] == expected


def test_each_of_several_in_one_asset_is_told():
    both = replace(provider((MINE, READ)), acls_of=tuple((one.id, frozenset({Grant(MINE, READ, "identity")})) for one in (SECRET, OTHER)))
    assert len(told("p24: {accounts: {aws: p24}}", both, user("p24"), SECRET, OTHER)["p24"]) == 2


def test_what_is_no_secret_is_not_told():
    plain = replace(SECRET, kind="s3-bucket")
    assert told(LEFT, provider((MINE, READ)), user("p24"), plain, before=Before(frozenset({("p24", SECRET.id)}))) == {}


def test_what_was_read_before_they_left_counts_too():
    before = Before(frozenset({("p24", OTHER.id), ("p99", OTHER.id)}))
    assert told(LEFT, provider(), user("p24"), SECRET, replace(OTHER, modified="2026-01-01"), before=before) == {
        "p24": ["could read the secret two, last changed on 2026-01-01 yes"]
    }


def test_a_residual_says_what_to_change():
    (one,) = known("p24: {accounts: {aws: p24}}", provider((MINE, READ)), user("p24"), SECRET)["p24"]
    assert (one.kind, one.provider, one.account, one.what) == (ResidualKind.KNOWN_SECRET, "aws", "p24", SECRET.id)
    assert one.end == f"change the secret one ({SECRET.id})"
