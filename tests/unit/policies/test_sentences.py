"""A rule as a sentence."""

import pytest

from policies.language import Policy
from policies.load import load_text
from policies.sentences import sentence
from policies.wording import wording

POLICY = """house_rules: {profile: starter}
people: {p01: }
roles: {finance: {label: {en: accounting, nl: boekhouding}}, hr: }
purposes: {keeping-accounts: }
documents: {course: {kind: training}}
categories: {contact: , health: {sensitive: art9}}
assets:
  mail: {label: {en: the mailbox}, owner: p01, where: s3://mail, categories: [contact, health]}
  files: {label: {nl: bestanden}, owner: p01, where: s3://files, categories: [contact]}
"""


def policy(rule: str) -> Policy:
    return load_text({"a.yaml": POLICY, "b.yaml": rule})


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{id: A1, who: role:hr, may: read, which: files}", "The role hr may read files"),
        ("{id: A1, who: person:p01, may: read, which: files}", "p01 may read files"),
        (
            "{id: A1, who: [role:finance, person:p01], may: change, which: [mail, files], part: in/, for: keeping-accounts, until: 2026-12-31, why: needed}",
            "The role accounting and p01 may change the part in/ of the mailbox and files, for keeping accounts, until 2026-12-31: needed",
        ),
        (
            "{id: A1, who: everyone-in-company, may: find, which: mail, decided_by: p01, decided_on: 2026-07-01}",
            "Everyone in the company may find the mailbox, decided by p01 on 2026-07-01",
        ),
    ],
)
def test_an_allow(rule: str, said: str):
    found = policy(f"allow:\n  - {rule}\n")
    assert sentence(found.allow[0], found) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "{id: F1, who: anyone, may: find, which: all, through: public-link}",
            "Forbidden for anyone: to find any personal data through a public link",
        ),
        (
            '{id: F1, who: "role:*", except: role:hr, may: read, which: {categories: [health], sensitive: [art9]}, why: sick notes}',
            "Forbidden for any role except the role hr: to read data with health and data of the kind art9 (sick notes)",
        ),
        (
            "{id: F1, who: all, may: change, which: mail, in: [test, development], latent: too}",
            "Forbidden for everybody: to change the mailbox in test or development, nor to be able to give themselves that",
        ),
    ],
)
def test_a_forbid(rule: str, said: str):
    found = policy(f"forbid:\n  - {rule}\n")
    assert sentence(found.forbid[0], found) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{id: R1, for_access_to: all, level: read, need: mfa}", "Everybody must sign in with a second factor to read any personal data"),
        (
            "{id: R1, for_access_to: mail, who: people, need: {trained: course, within: P1Y}}",
            "People on the roster must have had the training course within P1Y to find the mailbox",
        ),
        ("{id: R1, for_assets: files, need: {access_logging: on}, note: always}", "Files must have access logging on (always)"),
        ("{id: R1, for_systems: all, need: no-undeclared-store}", "Systems must have every store of personal data declared"),
    ],
)
def test_a_require(rule: str, said: str):
    found = policy(f"require:\n  - {rule}\n")
    assert sentence(found.require[0], found) == said


def test_without_the_policy_ids_stand_for_labels():
    found = policy("allow:\n  - {id: A1, who: role:finance, may: read, which: mail}\n")
    assert sentence(found.allow[0]) == "The role finance may read mail"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "De rol boekhouding mag mail inzien, voor keeping accounts, tot en met 2026-12-31, beslist door p01 op 2026-07-01: needed"),
        (
            "fr",
            "Le rôle finance peut consulter mail, pour keeping accounts, jusqu'au 2026-12-31 inclus, décidé par p01 le 2026-07-01: needed",
        ),
    ],
)
def test_in_another_language(language: str, said: str):
    rule = "{id: A1, who: role:finance, may: read, which: mail, for: keeping-accounts, until: 2026-12-31, decided_by: p01, decided_on: 2026-07-01, why: needed}"
    found = policy(f"allow:\n  - {rule}\n")
    assert sentence(found.allow[0], found, wording(language)) == said
