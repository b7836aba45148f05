"""Two policies, entry by entry."""

from dataclasses import replace
from datetime import date

import pytest

from audit.preview.body import Effect, Verb
from audit.preview.changes import changes
from policies.errors import Place
from policies.language import Category, HouseRules, NotPersonal, Organisation, Party, Policy, Proof, ProviderSettings, Role, Service, Waiver
from policies.levels import Level
from policies.periods import Period
from policies.wording import wording
from tests.unit.audit.check.worlds import AT, DEVELOPER, HEALTH, asset, developer, may, never, world
from tests.unit.audit.resolve.worlds import TODAY, where


def told(before: Policy, after: Policy) -> list[str]:
    return [f"{change.verb} {change.effect} {change.key}" for change in changes(before, after, TODAY, wording("en"))]


def test_the_same_twice():
    assert told(world(allow=(may(),)), world(allow=(may(at=Place("other.yaml", 3)),))) == []


@pytest.mark.parametrize(
    ("field", "entry", "added", "removed"),
    [
        ("allow", may(), "looser allow:A01", "stricter allow:A01"),
        ("forbid", never(Level.READ, DEVELOPER), "stricter forbid:F01", "looser forbid:F01"),
        ("services", Service("app", AT), "looser service:app", "stricter service:app"),
        ("processors", Party("print", AT), "looser processor:print", "stricter processor:print"),
        ("roles", Role("chief", AT), "none role:chief", "none role:chief"),
        (
            "trained",
            Proof("privacy", "p20", date(2026, 1, 1), AT),
            "other training:privacy p20 2026-01-01",
            "stricter training:privacy p20 2026-01-01",
        ),
        (
            "not_personal",
            NotPersonal(where("s3://images"), "p01", TODAY, AT),
            "looser not-personal:s3://images",
            "stricter not-personal:s3://images",
        ),
        ("providers", ProviderSettings("aws", "{}", AT), "stricter provider:aws", "looser provider:aws"),
        ("waivers", Waiver("W01", AT, problems=("no end",)), "none waiver:W01", "none waiver:W01"),
    ],
)
def test_what_comes_and_goes(field: str, entry: object, added: str, removed: str):
    without, having = world(**{field: ()}), world(**{field: (entry,)})
    assert told(without, having) == [f"added {added}"]
    assert told(having, without) == [f"removed {removed}"]


def test_an_entry_of_the_inventory_that_is_dropped():
    assert told(world(assets=(asset(), asset("mail"))), world()) == ["removed looser asset:mail"]
    assert told(world(), world(assets=(asset(), asset("mail")))) == ["added stricter asset:mail"]


def test_an_entry_that_says_otherwise_tells_each_field():
    (change,) = changes(world(), world(developer(starts=TODAY)), TODAY, wording("en"))
    assert [(field.name, field.before, field.after, field.effect) for field in change.fields] == [
        ("starts", "", "2026-11-23", Effect.STRICTER)
    ]
    assert (change.verb, change.place, change.about) == (Verb.CHANGED, "policy.yaml:7", ("orders",))


def test_a_rule_is_told_as_its_sentence_at_both_places():
    moved = may(Level.CHANGE, at=Place("rules.yaml", 3))
    (change,) = changes(world(allow=(may(),)), world(allow=(moved,)), TODAY, wording("nl"))
    assert (change.was_at, change.place) == ("policy.yaml:7", "rules.yaml:3")
    assert (change.before, change.after) == ("De rol developer mag orders inzien", "De rol developer mag orders wijzigen")


def test_each_house_rule_and_each_check_by_itself():
    before = HouseRules(off=(("orphan-account", "none"),))
    after = HouseRules(off=(("leaver", "kept a while"),), inactive_after=Period(days=90))
    assert told(world(house_rules=before), world(house_rules=after)) == [
        "removed looser check:leaver",
        "added stricter check:orphan-account",
        "changed looser house-rules:inactive_after",
    ]


def test_what_it_can_matter_for():
    two = (asset(), asset("sick", categories=(HEALTH,)))
    health, plain = Category(HEALTH, AT, sensitive="art9"), Category(HEALTH, AT)
    (change,) = changes(world(assets=two, categories=(health,)), world(assets=two, categories=(plain,)), TODAY, wording("en"))
    assert (change.effect, change.about) == (Effect.LOOSER, ("sick",))
    named = world(organisation=Organisation("x", "X", AT))
    (change,) = changes(named, world(organisation=replace(named.organisation, name="Y")), TODAY, wording("en"))  # type: ignore[type-var]
    assert (change.effect, change.about) == (Effect.NONE, ())
