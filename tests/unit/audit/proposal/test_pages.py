"""The files of a first policy load, whatever names providers gave; and what was guessed is said to be guessed."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.facts import Gap
from audit.proposal.guesses import GUESSES, UNSORTED
from audit.proposal.inventory import FoundStore, Inventory, ProposedAsset
from audit.proposal.pages import ASSETS, ORGANISATION, PEOPLE, RULES, pages
from audit.proposal.questions import Question
from audit.proposal.roster import ProposedPerson, Roster
from audit.proposal.rules import ProposedRole, ProposedRule, Rules
from audit.proposal.seen import Seen
from audit.proposal.yaml_lines import visible
from policies.language import Allow, Policy
from policies.levels import Level
from policies.load import load_text
from tests.strategies import texts

STORE = FoundStore("aws", "s3://orders", "s3-bucket", "orders")
ASSET = ProposedAsset("orders", STORE, "its name has “order”", GUESSES[-1], "order")
COPY = ProposedAsset("copy", STORE, "it is a copy of s3://orders", UNSORTED, copy_of="orders")
PERSON = ProposedPerson("p01", "p01@shop.example")
RULE = ProposedRule("orders", ("role:hr",), Level.READ, "p01 has it today through the group “HR”", "P01")
ROLE = ProposedRole("hr", "HR", "aws://1/group/hr", ("p01",))
GAP = Gap("aws", "s3", "s3://x", "s3:GetBucketPolicy", "access was denied", "s3:GetBucketPolicy")


def seen(**changes: object) -> Seen:
    told = {"run": "2026-10-15T02-00-00Z", "on": date(2026, 10, 15), "store": ".toegang/runs", "providers": {"aws": {}}}
    return Seen(**{**told, **changes})  # type: ignore[arg-type]  # named fields of Seen


def loaded(files: dict[str, str]) -> Policy:
    return load_text(files)


def test_nothing_found_is_a_policy_too_that_says_so() -> None:
    files = pages(seen(), Inventory((), (), ()), Roster((), ()), Rules((), (), ()))
    policy = loaded(files)
    assert (policy.assets, policy.people, policy.proposed, policy.allow) == ((), (), (), ())
    assert "Nothing that was read looks like personal data" in files[ASSETS]
    assert "No directory was read" in files[PEOPLE]
    assert "without `domains:` nobody can tell who is an outsider" in files[ORGANISATION]
    assert "Nothing to propose" in files[RULES]


def test_proposals_are_no_rules_and_name_their_ground() -> None:
    files = pages(seen(), Inventory((ASSET, COPY), (), ()), Roster(("shop.example",), (PERSON,)), Rules((ROLE,), (RULE,), ()))
    policy = loaded(files)
    assert policy.allow == ()
    assert [(rule.id, rule.may, rule.which, rule.seen_on) for rule in policy.proposed] == [
        ("P01", Level.READ, ("orders",), date(2026, 10, 15))
    ]
    assert "It ALLOWS NOTHING" in files[RULES]
    assert "guessed to be data about customers by “order”" in " ".join(files[ASSETS].replace("#", "").split())
    assert [asset.copy_of for asset in policy.assets] == ["", "orders"]


def test_a_partial_view_is_said_in_every_file_and_at_the_asset() -> None:
    files = pages(seen(gaps=(GAP,), dark={"orders": (GAP,)}), Inventory((ASSET,), (), ()), Roster((), (PERSON,)), Rules((), (), ()))
    assert all(
        "PARTIAL VIEW" in files[name] and "missing permission: s3:GetBucketPolicy" in files[name] for name in (ORGANISATION, ASSETS, RULES)
    )
    assert "NOT READ: s3:GetBucketPolicy: access was denied" in files[ASSETS]


def test_the_lines_about_stores_are_ready_to_be_filled_in() -> None:
    text = pages(seen(), Inventory((), (STORE,), ("odd://x",)), Roster((), (PERSON,)), Rules((), (), ()))[ASSETS]
    line = next(each for each in text.splitlines() if "said_by" in each).removeprefix("#")
    filled = line.replace("said_by: ", "said_by: p01").replace("said_on: ", "said_on: 2026-11-01")
    told = load_text({"a.yaml": f"people: {{p01: }}\nnot_personal:\n{filled}\n"}).not_personal
    assert [(each.where.system, each.where.ref) for each in told] == [("aws", "s3://orders")]
    assert "odd://x" in text


def test_services_are_entries_to_take_over() -> None:
    question = Question("orders", "no human signs in with it", "x", "read", "aws://1/iam/role/etl", "nightly etl")
    text = pages(seen(), Inventory((), (), ()), Roster((), ()), Rules((), (), (question,)))[PEOPLE]
    told = "\n".join(line.removeprefix("# ") for line in text.splitlines()[-2:]).replace("owner: , purpose: ", "")
    (service,) = load_text({"a.yaml": f"house_rules: {{profile: starter}}\n{told.replace('#   ', '  ')}"}).services
    assert (service.id, service.accounts[0].system, service.accounts[0].name) == ("nightly-etl", "aws", "aws://1/iam/role/etl")


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=8, max_size=8))
def test_hostile_names_are_harmless(odd: list[str]) -> None:
    store = FoundStore("aws", "s3://orders", odd[0] or "x", odd[1], odd[2])
    asset = ProposedAsset("orders", store, odd[3], GUESSES[0], odd[4])
    person = ProposedPerson("p01", "p01@shop.example", (), (odd[5],), left=True, name=odd[6])
    role = ProposedRole("hr", visible(odd[7]) or "x", odd[0], ("p01",))
    rule = ProposedRule("orders", ("person:p01",), Level.READ, odd[1] or "x", "P01")
    question = Question("orders", odd[2], odd[3], odd[4], odd[5] or "x", odd[6])
    gap = Gap(odd[0], odd[1], odd[2], odd[3], odd[4], odd[5])
    rules = Rules((role,), (rule,), (question,))
    told = seen(providers={"aws": {"profile": odd[6]}}, gaps=(gap,), dark={"orders": (gap,)}, store=odd[7] or "x")
    if not (visible(odd[1]) and visible(odd[7])):
        return
    policy = loaded(pages(told, Inventory((asset,), (store,), (odd[0],)), Roster(("shop.example",), (person,), (odd[1],)), rules))
    assert [label for _, label in policy.assets[0].label] == [visible(odd[1])]
    assert [rule_.because for rule_ in policy.proposed] == [visible(odd[1])]
    assert [label for _, label in policy.roles[0].label] == [role.name]
    assert policy.people[0].status == "left"
    assert not any(isinstance(each, Allow) for each in policy.allow)
