"""Which assets a selector selects."""

import pytest

from policies.language import Policy, Selector
from policies.load import load_text
from policies.selectors import assets_of, is_special, sensitivities

POLICY = """house_rules: {profile: starter}
people: {p01: }
categories: {contact: , health: {sensitive: art9}, crime: {sensitive: art10}, number: {sensitive: national-id}}
assets:
  mail: {label: mail, owner: p01, where: s3://mail, categories: [contact], subjects: [customer]}
  care: {label: care, owner: p01, where: s3://care, categories: [contact, health], subjects: [customer, employee]}
  court: {label: court, owner: p01, where: s3://court, categories: [crime]}
  staff: {label: staff, owner: p01, where: s3://staff, categories: [number], subjects: [employee]}
  backup: {label: backup, where: s3://backup, copy_of: care}
  export: {label: export, where: s3://export, copy_of: backup}
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_text({"a.yaml": POLICY})


@pytest.mark.parametrize(
    ("selector", "selected"),
    [
        (Selector(everything=True), "mail care court staff backup export"),
        (Selector(assets=("staff", "mail")), "mail staff"),
        (Selector(categories=("health", "crime")), "care court backup export"),
        (Selector(sensitive=("national-id", "art10")), "court staff"),
        (Selector(subjects=("employee",)), "care staff backup export"),
        (Selector(copies_of=("care",)), "backup export"),
        (Selector(copies_of=("backup",)), "export"),
        (Selector(categories=("contact",), subjects=("employee",)), "care backup export"),
        (Selector(assets=("mail",), categories=("crime",)), ""),
        (Selector(), ""),
    ],
)
def test_every_written_field_must_match(policy: Policy, selector: Selector, selected: str):
    assert [asset.id for asset in assets_of(selector, policy)] == selected.split()


def test_special_is_art9_and_art10_alone(policy: Policy):
    assert [asset.id for asset in policy.assets if is_special(asset, policy)] == ["care", "court", "backup", "export"]
    assert sensitivities(policy.assets[3], policy) == {"national-id"}
