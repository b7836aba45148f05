"""The step plan of a request."""

from dataclasses import replace
from datetime import date

import pytest

from audit.errors import Exit
from audit.gdpr.erasure.case import case
from audit.gdpr.erasure.log import Extended, Log, Reason, Right
from audit.gdpr.erasure.plan import plan
from audit.model.facts import Gap
from audit.model.paper import Checklist, Heading
from policies.wording import wording
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import READ, RECEIVED, TODAY, asked, grants, head, log, request, shop, texts

EN = wording("en")


def test_the_sections_are_those_of_the_worked_plan():
    paper = plan(asked(shop()), wording("nl"))
    assert [part.text for part in paper.parts if isinstance(part, Heading)] == [
        "1. Ontvangen en vastleggen",
        "2. Identiteit",
        "3. Grond",
        "4. Per plaats",
        "5. Ontvangers en verwerkers",
        "6. Back-ups",
        "7. Antwoorden",
        "8. Bewijs bewaren",
    ]
    assert paper.title == "Stappenplan gegevenswissing (art. 17 AVG)"
    assert paper.language == "nl"


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_step_is_a_box_to_tick_with_its_id(right: Right, language: str):
    case = asked(shop(), log(asked=request(right)))
    ticks = [item for part in plan(case, wording(language)).parts if isinstance(part, Checklist) for item in part.items]
    assert [item.text.rpartition("[")[2].removesuffix("]") for item in ticks] == list(case.steps)
    assert not any(item.done for item in ticks)


def test_the_clock_is_told_with_its_extension():
    told = texts(plan(asked(shop(), kept=False), EN))
    assert "Request ____ · about customers · received on 31 October 2026 · known by: e-mail address" in told
    assert "by 30 November 2026 at the latest" in told
    assert "extended to 1 February 2027" in told
    extended = Log(request(), (), Extended(RECEIVED, "p01", Reason.NUMBER))
    assert "Answer by 1 February 2027 at the latest: extended on 31 October 2026, since there are many requests" in texts(
        plan(asked(shop(), extended), EN)
    )


def test_unknown_holidays_are_told():
    far = request(received=date(2031, 12, 15))
    assert "public holidays of Belgium in those years are not known" in texts(
        plan(asked(shop(), log(asked=far), today=date(2031, 12, 16)), EN)
    )


@pytest.mark.parametrize(("today", "code"), [(date(2026, 11, 30), Exit.COMPLIES), (date(2026, 12, 1), Exit.VIOLATIONS)])
def test_late_it_ends_with_1(today: date, code: Exit):
    paper = plan(asked(shop(), today=today), EN)
    assert paper.exit == code
    assert ("THE LAST DAY TO ANSWER HAS PASSED" in texts(paper)) is bool(code)


def test_what_may_hold_data_of_anybody_is_told():
    policy = shop("processors: {cloud: {name: a cloud, country: BE}}\n", paper__subjects="")
    told = texts(plan(asked(policy), EN))
    assert "may hold some of this person: paper forms." in told
    assert "ask them too: a cloud." in told


def test_access_tells_who_could_reach_it_by_role_and_never_by_name():
    policy = shop()
    gap = Gap("aws", "s3", "s3://list", "GetBucketPolicy", "access was denied", "s3:GetBucketPolicy")
    world = shops.seen(policy, grants(("db", "p01", READ), ("db", "p04", READ), gaps=(gap,)))
    told = texts(plan(asked(policy, log(asked=request(Right.ACCESS)), world), EN)).partition("Who could reach")[2]
    assert "the role customer care, for orders: the database" in told
    assert "no rule lets them" in told
    assert "some people of ours: the database" in told
    assert "there may be more" in told
    assert "p01" not in told
    assert "p04" not in told


def test_access_without_a_run_says_that_it_is_not_known():
    told = texts(plan(asked(shop(), log(asked=request(Right.ACCESS))), EN))
    assert "Who really can is not known." in told


def test_the_run_is_named_with_the_gaps_of_these_places_alone():
    elsewhere = Gap("google", "drive", "drive://other", "files.list", "access was denied")
    here = Gap("aws", "s3", "s3://db", "GetBucketPolicy", "access was denied")
    world = shops.seen(shop(), grants(("db", "p01", READ), gaps=(here,)))
    paper = plan(case(shop(), log(), TODAY, world, replace(head(), gaps=(elsewhere, here))), EN)
    assert paper.head is not None
    assert paper.head.gaps == (here,)


def test_nothing_to_object_to_is_told():
    staff = log(asked=request(Right.OBJECTION, "employee", "staff_number"))
    assert "No place holds data that can be objected to" in texts(plan(asked(shop(), staff), EN))
