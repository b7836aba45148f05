"""The categories of persons with access to health data: the rules beside a night."""

import pytest

from audit.gdpr.register.health import HealthRow, Standing, health_list, standings, unbound
from audit.model.facts import Verdict
from policies.language import Policy
from policies.levels import Level
from tests.unit.audit.gdpr.register.nights import CHANGE, GAP, READ, holds, night
from tests.unit.audit.gdpr.register.offices import office


def rows(policy: Policy, *grants, **more) -> dict[str, HealthRow]:
    (asset,) = health_list(night(policy, *grants, **more)).assets
    return {row.who: row for row in asset.rows}


def test_who_may_and_can_is_as_decided():
    told = rows(office(), holds("p02", CHANGE))
    assert list(told) == ["role:hr"]
    row = told["role:hr"]
    assert (row.standing, row.ruled, row.real, row.people, row.rules) == (
        Standing.AS_DECIDED,
        ("read", "change"),
        ("read", "change"),
        1,
        ("A1",),
    )
    assert (row.purposes, row.why) == (("staff",), ("keeps the files",))


def test_a_rule_that_nobody_uses_is_told_with_the_people_of_the_role():
    row = rows(office())["role:hr"]
    assert (row.standing, row.real, row.people) == (Standing.NOBODY, (), 1)


@pytest.mark.parametrize(
    ("grant", "who", "real"),
    [
        (holds("p03", READ), "role:helper", ("read",)),
        (holds("p03", Level.MANAGE), "role:helper", ("manage",)),
        (holds("anyone", READ), "public", ("read",)),
        (holds("stranger", READ), "orphan", ("read",)),
    ],
)
def test_access_without_a_rule_is_told_by_what_the_person_is(grant, who, real):
    row = rows(office(), grant)[who]
    assert (row.standing, row.ruled, row.real) == (Standing.UNDECIDED, (), real)


def test_more_than_the_rule_gives_is_undecided_beside_what_it_gives():
    told = rows(office(), holds("p02", CHANGE | Level.MANAGE), holds("p03", READ))
    assert told["role:hr"].standing is Standing.UNDECIDED
    assert told["role:hr"].real == ("read", "change", "manage")


def test_to_know_that_data_exist_is_no_access_to_them():
    assert list(rows(office(allow=None), holds("p03", Level.FIND))) == []


def test_somebody_with_several_roles_no_role_or_gone():
    people = "{p02: {roles: [hr, helper], accounts: {aws: p02}}, p03: {accounts: {aws: p03}}, p04: {status: left, accounts: {aws: p04}}}"
    policy = office({"owner": "p02"}, people=people, allow=None)
    assert set(rows(policy, holds("p02", READ), holds("p03", READ), holds("p04", READ))) == {"roles:helper+hr", "roles:", "leavers"}


def test_two_rules_for_one_category_add_up():
    allow = "[{id: A1, who: role:hr, may: read, which: files}, {id: A2, who: role:hr, may: manage, which: files}]"
    row = rows(office(allow=allow), holds("p02", READ | Level.MANAGE))["role:hr"]
    assert (row.standing, row.real, row.rules) == (Standing.AS_DECIDED, ("read", "manage"), ("A1", "A2"))


def test_a_reach_that_nobody_is_sure_of_is_unsure():
    row = rows(office(), holds("p03", READ, Verdict.UNKNOWN))["role:helper"]
    assert (row.standing, row.real, row.perhaps) == (Standing.UNSURE, (), ("read",))


def test_a_gap_makes_nobody_no_answer():
    policy = office()
    assert rows(policy, gaps=(GAP,))["role:hr"].standing is Standing.UNSURE
    assert rows(policy, holds("p02", CHANGE), gaps=(GAP,))["role:hr"].standing is Standing.AS_DECIDED
    (asset,) = health_list(night(policy, gaps=(GAP,))).assets
    assert asset.dark


@pytest.mark.parametrize(
    ("signed", "require", "bound"),
    [
        ("{}", None, 0),
        ("{vow: {p02: 2026-01-01}}", None, 1),
        ("{vow: {p02: 2027-01-01}}", None, 0),
        ("{care: {p02: 2026-01-01}}", None, 0),
        ("{care: {p02: 2026-01-01}}", "[{id: R1, for_access_to: all, level: read, need: {signed: care}}]", 1),
    ],
)
def test_who_signed_an_undertaking_of_secrecy(signed, require, bound):
    documents = "{dpa: {kind: processor-agreement, with: host}, vow: {kind: confidentiality}, care: {kind: staff-agreement}}"
    policy = office(documents=documents, signed=signed if signed != "{}" else None, require=require)
    assert rows(policy, holds("p02", CHANGE))["role:hr"].bound == bound


def test_a_processor_is_bound_by_an_agreement_in_force():
    allow = "[{id: A1, who: processor:host, may: read, which: files}]"
    lapsed = "{dpa: {kind: processor-agreement, with: host, signed_on: 2025-01-01, until: 2026-01-01, art28_3: [a, b, c, d, e, f, g, h]}}"
    assert rows(office(allow=allow))["processor:host"].agreement is None
    fault = rows(office(allow=allow, documents=lapsed))["processor:host"].agreement
    assert fault is not None
    assert (fault.kind, fault.document) == ("ended", "dpa")


def test_what_is_open_is_gathered_over_the_list():
    told = health_list(night(office(), holds("p02", CHANGE)))
    assert list(standings(told)) == [Standing.AS_DECIDED]
    assert [row.who for _, row in unbound(told)] == ["role:hr"]
