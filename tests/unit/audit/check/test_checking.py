"""The whole of a check: order, paths, and that the order of the facts does not matter."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.check import check
from audit.model.facts import Grant
from audit.model.finding import Finding, FindingKind, order
from audit.model.reach import Path, StepKind
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Policy, Waiver, Who, WhoKind
from tests.unit.audit.resolve.worlds import AT, BUCKET, TODAY, Listed, grant, user

from .scenarios import FOLDER, cases
from .worlds import READ, bucket, developer, found, granted, may, world

USERS = [user(f"p{number}") for number in range(20, 26)]
POLICY = world(*(developer(each.name) for each in USERS[:4]), allow=(may(who=Who(WhoKind.PERSON, "p20")),))
GRANTS = st.sets(st.sampled_from([grant(each.id, levels) for each in USERS for levels in (READ, READ | 4, READ | 16)]), max_size=8)


def _found(grants: set[Grant], policy: Policy = POLICY) -> tuple[Finding, ...]:
    return found(policy, granted(*grants), *USERS)


def test_the_worst_comes_first():
    findings = _found({grant(each.id, READ | 16) for each in USERS})
    assert list(findings) == sorted(findings, key=order)
    assert findings[0].severity.value == "high"


@settings(max_examples=20, deadline=None)
@given(GRANTS, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(grants: set[Grant], random: Random):
    shuffled = [*USERS, bucket()]
    random.shuffle(shuffled)
    held, provider = MemoryFacts(shuffled), Listed(((BUCKET, frozenset(grants)),))
    assert check(POLICY, held, resolve(POLICY, held, (provider,), TODAY), TODAY, (provider,)) == _found(grants)


@settings(max_examples=20, deadline=None)
@given(GRANTS)
def test_taking_a_grant_away_explains_nothing_less(grants: set[Grant]):
    before = {(each.subject, each.scope) for each in _found(grants) if each.kind in (FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH)}
    for taken in grants:
        left = _found(grants - {taken})
        assert {(each.subject, each.scope) for each in left if each.kind in (FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH)} <= before


@settings(max_examples=20, deadline=None)
@given(GRANTS, st.sampled_from(["p20", "p21", "p25"]))
def test_a_waiver_hides_nothing(grants: set[Grant], person: str):
    waiver = Waiver("W01", AT, rule="unexplained", who=Who(WhoKind.PERSON, person), decided_on=TODAY, until=TODAY)
    policy = world(*(developer(each.name) for each in USERS[:4]), allow=POLICY.allow, waivers=(waiver,))
    before, after = _found(grants), _found(grants, policy)
    kept = {each.fingerprint for each in after if each.kind is not FindingKind.WAIVER}
    assert kept == {each.fingerprint for each in before}


def test_a_finding_is_the_same_one_another_night():
    nights = (_found({grant(USERS[1].id, READ)}), _found({grant(USERS[1].id, READ | 4)}))
    one, other = ([each.fingerprint for each in findings if each.asset == "orders"] for findings in nights)
    assert len(one) == 1
    assert one == other


@pytest.mark.parametrize("concept", sorted(path.stem for path in FOLDER.glob("*.yaml")))
def test_a_language_changes_the_words_alone(concept: str):
    """Fingerprints, order, outcome, waivers and whatever else a script reads are the same; no sentence and no remedy stays English."""
    for case in cases(concept):
        english, *others = case.told("en", "nl", "fr")
        for told in others:
            assert _deciding(told) == _deciding(english)
            for one, other in zip(told, english, strict=True):
                assert one.sentence != other.sentence, case.name
                assert one.remedy != other.remedy, case.name
                assert one.sentence[0].isupper() or one.sentence.partition(" ")[0] in other.sentence, case.name
                assert one.remedy[0].isupper(), case.name


def _deciding(findings: tuple[Finding, ...]) -> list[Finding]:
    """Without what is told: the sentence, the remedy, and why the policy or the inventory gives a step."""
    return [replace(each, sentence="", remedy="", paths=tuple(map(_steps, each.paths))) for each in findings]


def _steps(path: Path) -> Path:
    return tuple(replace(step, because="") if step.kind in (StepKind.JOINED, StepKind.HOLDS) else step for step in path)
