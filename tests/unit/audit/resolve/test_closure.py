"""Memberships closed: verdicts along a path, between paths, latent steps, ends, cycles, and worlds that would explode."""

from datetime import date

import pytest

from audit.model.facts import Membership, MembershipKind, Verdict
from audit.resolve.closure import ACTIVATE, Closure, Entry, both, worst

from .worlds import TODAY, step


def _close(*memberships: Membership) -> Closure:
    return Closure(memberships, TODAY)


def test_everybody_can_act_as_himself():
    assert _close().entries_of("g") == (Entry("g"),)
    assert _close().chain("g", "g") == ()


def test_nested_groups_in_a_ring_end():
    ring = _close(step("a", "b"), step("b", "c"), step("c", "a"))
    assert ring.entries_of("c") == (Entry("a"), Entry("b"), Entry("c"))
    assert [one.container for one in ring.chain("a", "c")] == ["b", "c"]


def test_an_unconditional_way_beats_every_other():
    assert Entry("a") in _close(step("a", "c", condition="MFA"), step("a", "b"), step("b", "c")).entries_of("c")


def test_conditions_add_up_along_a_way_and_stand_beside_each_other_between_ways():
    closure = _close(step("a", "b", condition="MFA"), step("b", "d", condition="office"), step("a", "c"), step("c", "d", condition="night"))
    assert Entry("a", False, Verdict.IF, "night; or MFA and office") in closure.entries_of("d")


def test_a_way_that_asks_for_more_than_another_is_not_told():
    closure = _close(step("a", "c", condition="MFA"), step("a", "b", condition="MFA"), step("b", "c", condition="office"))
    assert Entry("a", False, Verdict.IF, "MFA") in closure.entries_of("c")


def test_a_known_condition_beats_not_knowing_and_not_knowing_stays_unknown():
    dark = Membership("a", "c", MembershipKind.ASSUME, "trust policy not read", verdict=Verdict.UNKNOWN)
    assert Entry("a", False, Verdict.UNKNOWN, "trust policy not read") in _close(dark).entries_of("c")
    assert Entry("a", False, Verdict.IF, "MFA") in _close(dark, step("a", "c", condition="MFA")).entries_of("c")


def test_an_eligible_role_is_reached_if_it_is_activated():
    assert Entry("a", False, Verdict.IF, ACTIVATE) in _close(step("a", "r", MembershipKind.ELIGIBLE)).entries_of("r")


@pytest.mark.parametrize("kind", [MembershipKind.ESCALATE, MembershipKind.OWNER])
def test_all_that_lies_beyond_a_step_not_taken_is_latent(kind: MembershipKind):
    closure = _close(step("a", "b", kind), step("b", "c"), step("z", "a"))
    assert closure.entries_of("c") == (Entry("a", True), Entry("b"), Entry("c"), Entry("z", True))
    assert [one.kind for one in closure.chain("z", "c", latent=True)] == [MembershipKind.MEMBER, kind, MembershipKind.MEMBER]
    assert closure.chain("z", "c") == ()


def test_a_direct_and_a_latent_way_are_both_kept():
    closure = _close(step("a", "c"), step("a", "c", MembershipKind.ESCALATE))
    assert closure.entries_of("c") == (Entry("a", False), Entry("a", True), Entry("c"))


def test_a_membership_ends_after_its_last_day():
    assert _close(step("a", "c", until=date(2026, 11, 22))).entries_of("c") == (Entry("c"),)
    assert Entry("a") in _close(step("a", "c", until=TODAY)).entries_of("c")


def test_the_chain_has_the_best_verdict_before_the_fewest_steps():
    closure = _close(step("a", "c", condition="MFA"), step("a", "b"), step("b", "c"))
    assert [one.container for one in closure.chain("a", "c")] == ["b", "c"]


def test_order_of_reading_makes_no_difference():
    steps = [step("a", name, condition=name) for name in "bcd"] + [step(name, "e") for name in "bcd"]
    assert Closure(steps, TODAY).entries_of("e") == Closure(steps[::-1], TODAY).entries_of("e")
    assert Closure(steps, TODAY).chain("a", "e") == Closure(steps[::-1], TODAY).chain("a", "e")


def test_a_very_long_chain_is_closed():
    closure = Closure((step(f"g{number:05}", f"g{number + 1:05}") for number in range(20_000)), TODAY)
    assert len(closure.entries_of("g20000")) == 20_001
    assert len(closure.chain("g00000", "g20000")) == 20_000


def test_layers_of_conditions_keep_the_lightest_ways_only():
    layers = [step(f"n{layer}", f"n{layer + 1}", condition=f"{side}{layer:02}") for layer in range(12) for side in "ab"]
    (entry,) = (one for one in Closure(layers, TODAY).entries_of("n12") if one.principal == "n0")
    assert entry.verdict is Verdict.IF
    assert entry.condition.count("; or ") == 15


def test_verdicts_and_conditions_together():
    assert worst(()) is Verdict.YES
    assert worst((Verdict.IF, Verdict.UNKNOWN)) is Verdict.UNKNOWN
    assert both("", "MFA", "MFA", "office") == "MFA and office"
