from audit.model.facts import Gap
from audit.overview.inventory import shown_assets, shown_rules
from policies.load import load_text
from policies.wording import wording
from tests.unit.audit.people.worlds import BASE

MORE = """
purposes: {selling: {label: {en: selling, nl: verkopen}}}
people: {p01: {roles: [owner]}}
allow:
  - {id: A1, who: role:developer, may: read, which: orders, until: 2026-12-31}
forbid:
  - {id: F1, who: anyone, may: find, which: all, severity: critical}
require:
  - {id: R1, for_access_to: all, level: read, need: mfa, severity: high}
waivers:
  - {id: W1, finding: {rule: R1, who: person:p01, which: orders}, why: a key is on its way, decided_by: p01, asked_by: p02, until: 2026-12-01}
"""
POLICY = load_text(
    {
        "policy.yaml": BASE.replace("order: {label: orders}", "order: {label: {en: orders, nl: bestellingen}, sensitive: art9}").replace(
            "categories: [order]}", "categories: [order], purposes: [selling]}"
        )
        + MORE.replace("p01: {roles: [owner]}", "p01: {roles: [owner]}, p02: {}")
    }
)
GAP = Gap("aws", "s3", "s3://shop-orders", "GetBucketPolicy", "denied", "s3:GetBucketPolicy")


def test_an_asset_is_shown_in_the_readers_words_with_what_darkens_it() -> None:
    (asset,) = shown_assets(POLICY, [("orders", GAP), ("orders", GAP)], frozenset({"orders"}), wording("nl"))
    assert (asset.sensitivity, asset.special, asset.owner) == ("art9", True, "p01")
    assert (asset.purposes, asset.categories, asset.places) == (("verkopen",), ("bestellingen",), ("aws: s3://shop-orders",))
    assert asset.gaps == (GAP,)


def test_an_asset_out_of_sight_is_not_shown() -> None:
    assert shown_assets(POLICY, [], frozenset(), wording("en")) == ()


def test_every_rule_is_a_sentence_with_its_place() -> None:
    rules = {each.id: each for each in shown_rules(POLICY, wording("en"))}
    assert rules["A1"].sentence.startswith("The role developer may read orders")
    assert rules["F1"].sentence.startswith("Forbidden for anyone")
    assert rules["W1"].sentence == "a key is on its way; until 2026-12-01"
    assert {name: str(each.until) for name, each in rules.items()} == {"A1": "2026-12-31", "F1": "None", "R1": "None", "W1": "2026-12-01"}
    assert all(each.place.startswith("policy.yaml:") for each in rules.values())
