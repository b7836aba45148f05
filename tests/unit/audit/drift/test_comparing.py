"""Two nights compared: each cause once, one line for each cause."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.drift import Night, compare
from audit.model.drift import Direction
from audit.model.facts import Coverage, CoverageStatus, Gap, Membership, PrincipalKind, Resource
from policies.language import Waiver, Who, WhoKind
from policies.levels import Level
from policies.wording import LANGUAGES, wording
from tests.unit.audit.check.worlds import P20, READ, asset, bucket, developer, granted, may, never, reading, world
from tests.unit.audit.resolve.worlds import AT, BUCKET, OWN, TODAY, Listed, grant, role, step, user, where

from .nights import attached, night, told

P21 = user("p21", mfa="true")
ADMINS = replace(role("admins"), id=f"{OWN}/iam/group/admins", kind=PrincipalKind.GROUP)
PEOPLE = world(developer(), developer("p21"))
BY_GROUP = granted(grant(ADMINS.id, READ))


def _members(*names: str) -> list[Membership]:
    return [step(f"{OWN}/iam/user/{name}", ADMINS.id) for name in names]


def test_the_same_night_twice_is_no_change():
    one = night(world(), reading(), P20)
    assert compare(one, one) == ()


def test_a_membership():
    before = night(PEOPLE, BY_GROUP, P20, P21, ADMINS, *_members("p20"))
    after = night(PEOPLE, BY_GROUP, P20, P21, ADMINS, *_members("p20", "p21"))
    assert told(compare(before, after)) == [("membership", "group/admins", ["gained person:p21"], 1, 0)]
    assert told(compare(after, before)) == [("membership", "group/admins", ["lost person:p21"], 0, 1)]
    (change,) = compare(before, after)
    assert change.cause.what == f"{P21.id} was added to {ADMINS.id}"


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 12))
def test_one_group_that_many_people_enter_is_one_change(count: int):
    names = [f"p{number}" for number in range(30, 30 + count)]
    people, users = world(*map(developer, names)), [user(name) for name in names]
    before = night(people, BY_GROUP, *users, ADMINS)
    (change,) = compare(before, night(people, BY_GROUP, *users, ADMINS, *_members(*names)))
    assert (len(change.reaches), len(change.findings_new)) == (count, count)


def test_a_group_in_a_group_is_one_change_however_many_are_in_it():
    inner = replace(ADMINS, id=f"{OWN}/iam/group/inner", name="inner")
    facts = (P20, P21, ADMINS, inner, *(step(each.id, inner.id) for each in (P20, P21)))
    nested = step(inner.id, ADMINS.id)
    found = told(compare(night(PEOPLE, BY_GROUP, *facts), night(PEOPLE, BY_GROUP, *facts, nested)))
    assert found == [("membership", "group/admins", ["gained person:p20", "gained person:p21"], 2, 0)]


def test_a_grant():
    before, after = night(world(), granted(), P20), night(world(), reading(), P20, attached(P20.id))
    assert told(compare(before, after)) == [("grant", "user/p20", ["gained person:p20"], 1, 0)]
    assert compare(before, after)[0].cause.what == f"policies on {P20.id} differ: identity ReadAll (added)"


def test_more_of_the_same_is_a_change_of_reach():
    before = night(world(), reading(), P20, attached(P20.id))
    after = night(world(), reading(levels=READ | Level.CHANGE), P20, attached(P20.id, "d2"))
    (change,) = compare(before, after)
    assert [(reach.direction, reach.before, reach.after) for reach in change.reaches] == [(Direction.CHANGED, READ, READ | Level.CHANGE)]
    assert change.cause.what.endswith("identity ReadAll (changed)")


def test_a_ceiling_that_appeared():
    account = Resource(OWN, "aws", "account", "shop", parent=f"{OWN}/ou/prod")
    before = night(world(), reading(), P20, account)
    after = night(world(), granted(), P20, account, replace(attached(f"{OWN}/ou/prod"), kind="scp", name="DenyS3"))
    assert told(compare(before, after)) == [("grant", f"{OWN}/ou/prod", ["lost person:p20"], 0, 1)]


def test_a_new_store():
    tagged = world(assets=(asset(where=(where("s3://shop-new"), where())),))
    new = bucket("shop-new")
    (change,) = [each for each in compare(night(tagged, granted(), P20), night(tagged, _on_new(), P20, new)) if each.reaches]
    assert (change.cause.kind.value, change.cause.subject) == ("resource", "s3://shop-new")


def _on_new() -> Listed:
    return granted(grant(P20.id, READ), resource="s3://shop-new")


def test_a_new_account_of_a_person():
    before, after = night(world(), granted()), night(world(), reading(), P20, attached(P20.id))
    assert [line[:3] for line in told(compare(before, after))] == [("person", "user/p20", ["gained person:p20"])]


def test_an_account_that_another_person_has_now():
    before = night(world(developer()), reading(), P20)
    after = night(world(replace(developer("p21"), accounts=developer().accounts)), reading(), P20)
    assert told(compare(before, after)) == [("person", "user/p20", ["gained person:p21", "lost person:p20"], 1, 1)]


def test_a_person_who_left():
    before = night(world(allow=(may(),)), reading(), P20)
    after = night(world(developer(ends=date(2026, 11, 1)), allow=(may(),)), reading(), P20)
    assert told(compare(before, after)) == [("person", "p20", [], 1, 0)]


def test_a_rule():
    before = night(world(allow=(may(),)), reading(), P20)
    after = night(world(allow=(may(),), forbid=(never(Level.READ, Who(WhoKind.PEOPLE)),)), reading(), P20)
    assert told(compare(before, after)) == [("policy", "F01", [], 1, 0)]


def test_a_rule_that_ended():
    ends = world(allow=(may(until=TODAY),))
    found = compare(night(ends, reading(), P20), night(ends, reading(), P20, on=date(2026, 11, 24)))
    assert told(found) == [("policy", "A01", [], 1, 0)]
    assert found[0].cause.what == "rule A01 ended"


def test_an_asset_that_is_new_in_the_inventory():
    before, after = night(world(assets=()), reading(), P20), night(world(), reading(), P20)
    assert told([change for change in compare(before, after) if change.reaches]) == [("inventory", "orders", ["gained person:p20"], 1, 0)]


def _waiver(until: date) -> Waiver:
    return Waiver("W01", AT, rule="unexplained", who=Who(WhoKind.PERSON, "p20"), which="orders", decided_on=date(2026, 11, 1), until=until)


def test_a_waiver_that_ended():
    waived = world(waivers=(_waiver(TODAY),))
    found = compare(night(waived, reading(), P20), night(waived, reading(), P20, on=date(2026, 11, 24)))
    assert told(found) == [("waiver-ended", "W01", [], 2, 0)]


def test_a_waiver_that_was_accepted():
    found = compare(night(world(), reading(), P20), night(world(waivers=(_waiver(TODAY),)), reading(), P20))
    assert told(found) == [("policy", "W01", [], 0, 1)]


GAP = Gap("aws", "s3", BUCKET, "GetBucketPolicy", "access denied", "s3:GetBucketPolicy")


def test_what_can_no_longer_be_read_is_not_observed():
    before = night(world(), reading(), P20, attached(BUCKET))
    after = night(world(), granted(gaps=(GAP,)), P20, GAP)
    (change,) = compare(before, after)
    assert (change.cause.kind.value, change.cause.subject) == ("coverage", BUCKET)
    assert [reach.direction for reach in change.reaches] == [Direction.NOT_OBSERVED]
    assert (len(change.findings_new), len(change.findings_gone)) == (1, 1)


def test_absent_from_a_surface_that_was_not_read_whole():
    half = Coverage("aws", "iam", OWN, CoverageStatus.PARTIAL)
    (change,) = compare(night(world(), reading(), P20), night(world(), granted(), half))
    assert (change.cause.kind.value, [reach.direction for reach in change.reaches]) == ("coverage", [Direction.NOT_OBSERVED])


def test_what_can_be_read_again():
    before = night(world(), granted(gaps=(GAP,)), P20, GAP)
    (change,) = compare(before, night(world(), reading(), P20, attached(BUCKET)))
    assert (change.cause.kind.value, [reach.direction for reach in change.reaches]) == ("coverage", [Direction.GAINED])


def test_another_version_of_the_tool_and_nothing_else():
    found = compare(night(world(), granted(), P20), night(world(), reading(), P20, version="0.2.0"))
    assert told(found) == [("tool-version", "0.2.0", ["gained person:p20"], 1, 0)]


def test_a_cause_that_nothing_shows_is_said_to_be_unknown():
    (change,) = compare(night(world(), granted(), P20), night(world(), reading(), P20))
    assert (change.cause.subject, change.cause.what) == ("orders", "the facts of the two nights do not show why")


def _more_people() -> tuple[Night, Night]:
    names = [f"p{number}" for number in range(30, 37)]
    people, users = world(*map(developer, names)), [user(name) for name in names]
    return night(people, BY_GROUP, *users, ADMINS), night(people, BY_GROUP, *users, ADMINS, *_members(*names))


def _by_place(number: int) -> str:
    return f"{OWN}/iam/user/p3{number}"


BLIND = night(world(), granted(gaps=(GAP,)), P20, GAP)
SEEN = night(world(), reading(), P20, attached(BUCKET))
SHUT = night(world(), granted(), P20)
NOTICE = replace(developer(ends=date(2026, 11, 24)), status="notice")
NEXT = date(2026, 11, 25)

NAMES = ("coverage", "membership", "account", "person", "unproven", "tool")
TOLD: tuple[tuple[tuple[Night, Night], str, str, str], ...] = (
    (
        (SEEN, BLIND),  # of the two on the operation, the same comes first, whatever stands after its name
        f"GetBucketPolicy on {BUCKET} can no longer be read: access denied; GetBucketPolicy: access denied",
        f"GetBucketPolicy op {BUCKET} kan niet meer gelezen worden: access denied; GetBucketPolicy: access denied",
        f"GetBucketPolicy sur {BUCKET} ne peut plus être lu : access denied ; GetBucketPolicy : access denied",
    ),
    (
        _more_people(),
        "; ".join(f"{_by_place(number)} was added to {ADMINS.id}" for number in range(5)) + "; and 2 more",
        "; ".join(f"{_by_place(number)} is toegevoegd aan {ADMINS.id}" for number in range(5)) + "; en nog 2",
        " ; ".join(f"{_by_place(number)} a été ajouté à {ADMINS.id}" for number in range(5)) + " ; et 2 autres",
    ),
    (
        (night(world(), granted()), night(world(), reading(), P20)),
        f"{P20.id} is new, an account of person:p20",
        f"{P20.id} is nieuw, een account van persoon p20",
        f"{P20.id} est nouveau, un compte de personne p20",
    ),
    (
        (night(world(NOTICE, allow=(may(),)), reading(), P20), night(world(NOTICE, allow=(may(),)), reading(), P20, on=NEXT)),
        "p20 was developer, on notice, and is no longer employed",
        "p20: eerst developer, in opzegperiode, nu niet langer in dienst",
        "p20 : auparavant developer, en période de préavis, à présent plus en service",
    ),
    (
        (SHUT, night(world(), reading(), P20)),
        "the facts of the two nights do not show why",
        "de feiten van beide nachten tonen niet waarom",
        "les faits des deux nuits ne montrent pas pourquoi",
    ),
    (
        (SHUT, night(world(), reading(), P20, version="0.2.0")),
        "Toegang 0.1.0 became 0.2.0",
        "Toegang 0.1.0 werd 0.2.0",
        "Toegang 0.1.0 est devenu 0.2.0",
    ),
)


@pytest.mark.parametrize(("nights", "en", "nl", "fr"), TOLD, ids=NAMES)
def test_a_cause_is_told_in_each_language(nights: tuple[Night, Night], en: str, nl: str, fr: str):
    (told_en,), (told_nl,), (told_fr,) = (
        [change for change in compare(*nights, wording(language)) if change.reaches or change.findings_new]
        for language in ("en", "nl", "fr")
    )
    assert (told_en.cause.what, told_nl.cause.what, told_fr.cause.what) == (en, nl, fr)
    assert compare(*nights) == compare(*nights, wording("en"))


@pytest.mark.parametrize("nights", [nights for nights, *_ in TOLD], ids=NAMES)
@pytest.mark.parametrize("way", [1, -1])
def test_the_language_changes_nothing_but_words(nights: tuple[Night, Night], way: int):
    before, after = nights[::way]
    one, *others = (
        [replace(change, cause=replace(change.cause, what="")) for change in compare(before, after, wording(language))]
        for language in LANGUAGES
    )
    assert one
    assert all(other == one for other in others)


def test_assets_that_are_divided_anew_are_compared_whole():
    parts = world(allow=(may(part="labels/"),))
    assert all(not change.reaches for change in compare(night(world(), reading(), P20), night(parts, reading(), P20)))
