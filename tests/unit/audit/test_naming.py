"""What people call what a report names by a number."""

from dataclasses import dataclass

import pytest

from audit.model.facts import Principal, PrincipalKind, Resource
from audit.naming import names_in, route, short
from audit.runs.memory import MemoryFacts
from policies.wording import wording
from tests.unit.reports import samples

NUMBER = "5e1c7e2a-90f0-4a53-a2b6-0d3f4f1f2a11"
USER, GROUP, CROWD = f"microsoft://user/{NUMBER}", f"microsoft://group/{NUMBER}", "microsoft://applications/files"
PLAIN = "google://group/team@shop.example"
PRINCIPALS = {
    USER: Principal(USER, "m", PrincipalKind.ACCOUNT, "p01", "p01@shop.example"),
    GROUP: Principal(GROUP, "m", PrincipalKind.GROUP, "Team"),
    CROWD: Principal(CROWD, "m", PrincipalKind.GROUP, "applications that read files"),
    PLAIN: Principal(PLAIN, "g", PrincipalKind.GROUP, "team@shop.example"),
}
FILE = Resource(f"drive://{NUMBER}/x", "m", "file", "list.csv")


@dataclass(frozen=True)
class Told:
    text: str
    more: tuple[object, ...] = ()


def named(*texts: str) -> dict[str, str]:
    return dict(names_in(Told("", (Told(texts[0]), frozenset(texts[1:]))), PRINCIPALS, MemoryFacts((FILE,))))


def test_a_number_is_called_by_its_address_or_its_kind_and_name():
    assert named(f"orphan:{USER}.", f"({GROUP}): x") == {USER: "p01@shop.example", GROUP: "group Team"}


@pytest.mark.parametrize(("language", "told"), [("nl", "groep Team"), ("fr", "groupe Team")])
def test_its_kind_is_said_in_the_language(language: str, told: str):
    text = Told(f"({GROUP}): x")
    assert dict(names_in(text, PRINCIPALS, MemoryFacts(), wording(language))) == {GROUP: told}


def test_a_resource_is_called_by_its_name():
    assert named(f"“{FILE.id}”, x") == {FILE.id: "“list.csv”"}


def test_a_crowd_has_a_name_and_what_says_it_itself_needs_none():
    assert named(CROWD, PLAIN, "aws://111122223333/iam/user/p20") == {CROWD: "group applications that read files"}


def test_what_nobody_described_stays():
    assert named(f"microsoft://user/{NUMBER[:-1]}0", f"s3://{NUMBER}/key") == {}


def test_a_route_leaves_out_that_the_resource_lies_in_the_asset() -> None:
    assert route(samples.path()).split(" → ")[-1] == "s3://gw-orders/*"
    assert route(()) == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("aws://111122223333/iam/role/deploy", "role/deploy"),
        ("aws://111122223333/kms/eu-west-1/key/88cf0352-a223-4667-82f1-d743daf1e772", "key/88cf0352…"),
        ("aws://999900001111", "aws://999900001111"),
        ("s3://gw-orders/*", "s3://gw-orders/*"),
        ("person:p21", "person:p21"),
    ],
)
def test_an_id_is_short_in_an_overview(name: str, shown: str) -> None:
    assert short(name) == shown
