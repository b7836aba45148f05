"""A malformed waiver loads, says why it does not count, and stays."""

import pytest

from policies.load import load_text

POLICY = """house_rules: {profile: starter}
people: {p01: , p02: }
categories: {contact: }
assets: {mail: {label: mail, owner: p01, where: s3://mail, categories: [contact]}}
require:
  - {id: R1, for_access_to: all, need: mfa}
"""
GOOD = {
    "id": "W1",
    "finding": "{rule: R1, who: person:p02, which: mail}",
    "why": "key ordered",
    "instead": "looked at weekly",
    "asked_by": "p02",
    "decided_by": "p01",
    "decided_on": "2026-07-01",
    "until": "2026-09-29",
}


def problems(**changed: str | None) -> tuple[str, ...]:
    fields = {key: value for key, value in {**GOOD, **changed}.items() if value is not None}
    text = "waivers:\n  - {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"
    return load_text({"a.yaml": POLICY, "b.yaml": text}).waivers[0].problems


def test_a_sound_waiver_has_no_problems():
    assert problems() == ()
    assert problems(finding="{rule: leaver}") == ()
    assert problems(finding="{rule: unexplained, which: mail}") == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"until": "2026-09-31"}, "waivers.W1.until: not “A day, written YYYY-MM-DD”"),
        ({"until": None}, "waivers.W1: `until` is missing"),
        ({"why": None}, "waivers.W1: `why` is missing"),
        ({"finding": "{rule: R9}"}, "waivers.W1.finding.rule: there is no rule 'R9'"),
        ({"finding": "{rule: R1, who: person:p9}"}, "waivers.W1.finding.who: there is no person 'p9'"),
        ({"finding": "{rule: R1, which: male}"}, "waivers.W1.finding.which: there is no asset 'male'"),
        ({"finding": None}, "waivers.W1: `finding` is missing"),
        ({"asked_by": "p01"}, "p01 decided and asked: somebody else must decide"),
        ({"decided_by": "p02", "asked_by": "p01"}, "p02 decided and profits: somebody else must decide"),
        ({"until": "2026-09-30"}, "ends on 2026-09-30, longer than P90D after its decision: 2026-09-29 at the latest"),
        ({"until": "2026-06-30"}, "ends on 2026-06-30, before it was decided"),
        ({"tickt": "IT-1"}, "waivers.W1: unknown key 'tickt'"),
    ],
)
def test_each_fault_is_said_once(changed: dict[str, str | None], said: str):
    assert problems(**changed) == (said,)


def test_what_is_no_waiver_at_all_stays_too():
    policy = load_text({"a.yaml": POLICY, "b.yaml": "waivers:\n  - soon\n  - {id: [W1], finding: later}\n"})
    assert [waiver.id for waiver in policy.waivers] == ["(line 2)", "(line 3)"]
    assert all(waiver.problems for waiver in policy.waivers)
