"""The facts of a run, indexed."""

from datetime import date

from audit.model.facts import Attachment, document
from audit.runs.memory import MemoryFacts
from providers.azure.evaluate.world import World, day_of
from providers.azure.kinds import AttachmentKind, uri
from providers.kept import kept
from tests.reference.azure_worlds import MG, RG, SUB, facts, guid, scope

ACCOUNTS = {"accounts": {"shop": {"containers": {"orders": {}}}}}


def test_what_lies_above_a_container():
    world = World(facts(ACCOUNTS))
    chain = world.chain("blob://shop/orders")
    assert chain[0] == "blob://shop/orders"
    assert [uri(scope(ACCOUNTS, word)) in chain for word in ("shop/orders", "shop", "rg", "sub", "mg")] == [True] * 5
    assert chain[-1] == "azure://"
    assert chain.index(uri(RG)) < chain.index(uri(SUB)) < chain.index(uri(MG))


def test_what_an_account_holds_is_asked_on_it():
    world = World(facts({**ACCOUNTS, "cosmos": {"c": {"databases": {"D": ["C"]}}}}))
    assert world.around(world.resources["blob://shop/orders"]).name == "shop"
    assert world.around(world.resources["cosmos://c/D/C"]).name == "c"


def test_management_groups_that_hold_each_other():
    other = {**ACCOUNTS, "flat": False}
    world = World(facts(other))
    world.parents[uri(MG).removeprefix("azure:/")] = f"{SUB}"  # type: ignore[index] # a round
    assert world.chain(uri(SUB))[-1] == "azure://"


def test_a_principal_whose_kind_is_not_told_is_whom_the_directory_knows():
    world = World(facts({"groups": {"staff": []}, "people": ["p01"]}))
    assert world.who(guid("p01")) == f"microsoft://user/{guid('p01')}"
    assert world.who(guid("group:staff")) == f"microsoft://group/{guid('group:staff')}"
    assert world.who("x") == "microsoft://principal/x"
    assert world.who("x", "User") == "microsoft://user/x"
    assert world.addressed("P01@shop.example") == f"microsoft://user/{guid('p01')}"
    assert world.addressed("p02@shop.example") == "microsoft://user/p02@shop.example"


def test_when_an_assignment_ends():
    world = World(facts({"assignments": [{"who": "p01", "role": "Owner", "at": "sub", "until": "2026-12-31"}]}))
    assert list(world.ends.values()) == [date(2026, 12, 31)]
    assert day_of("never") is None


def test_a_document_that_is_none_is_a_gap():
    broken = document("role-assignment", "{")
    world = World(MemoryFacts([broken, Attachment(uri(SUB), broken.id, "role-assignment", "a")]))
    assert world.held(uri(SUB), AttachmentKind.ROLE_ASSIGNMENT) == ()
    assert [(gap.scope, gap.operation) for gap in world.broken] == [(uri(SUB), "parse role-assignment")]


def test_conditions_tell_things_apart():
    told = {"who": "p01", "role": "Owner", "at": "sub"}
    assert not World(facts({"assignments": [told]})).tells_apart(uri(SUB))
    assert not World(facts({"assignments": [{**told, "if": "@Environment[isPrivateLink] BoolEquals true"}]})).tells_apart(uri(SUB))
    assert World(facts({"assignments": [{**told, "if": "@Resource[a:name] StringEquals 'x'"}]})).tells_apart(uri(SUB))
    own = {"own": [{"actions": ["*"], "condition": "@resource[a:name] StringEquals 'x'"}], "plain": [{"actions": ["*"], "condition": None}]}
    assert World(facts({"assignments": [{**told, "role": "own"}], "roles": own})).tells_apart(uri(SUB))
    assert not World(facts({"assignments": [{**told, "role": "plain"}], "roles": own})).tells_apart(uri(SUB))


def test_an_answer_is_worked_out_once():
    world, calls = World(facts({})), []

    @kept
    def answer(_: World, word: str) -> str:
        calls.append(word)
        return word

    assert [answer(world, "a"), answer(world, "a"), answer(world, "b")] == ["a", "a", "b"]
    assert calls == ["a", "b"]
