"""Each kind of change of a policy, alone, on one small run: what it newly breaks and newly lets, by which change, and what it does to the exit code."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.check import check
from audit.model.facts import Coverage, CoverageStatus, Fact, Gap, Grant, Principal, PrincipalKind, Resource
from audit.pipeline import Held, Plan
from audit.ports import Evaluated, Facts
from audit.preview.body import Accepted, Preview, Violation
from audit.preview.compared import preview
from audit.preview.paper import FailOn, exit_of
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.levels import NAMES, Level
from policies.load import load_text
from policies.locations import Location
from policies.wording import wording
from tests.unit.audit.resolve.worlds import OWN, TODAY, Listed

FOLDER = Path(__file__).parent / "preview"
POLICY = (FOLDER / "policy.yaml").read_text("utf-8")
DATA: dict[str, Any] = yaml.load((FOLDER / "changes.yaml").read_text("utf-8"), yaml.SafeLoader)
CASES: list[dict[str, Any]] = DATA["cases"]


class Partly(Listed):
    """A provider that could not read one store."""

    def acls(self, facts: Facts, locations: Sequence[Location]) -> Evaluated:
        found = super().acls(facts, locations)
        dark = DATA["facts"]["dark"]
        gap = Gap("aws", "s3", dark, "GetBucketPolicy", "access denied", "s3:GetBucketPolicy")
        return replace(found, acls=tuple(replace(acl, gaps=(gap,)) if acl.resource == dark else acl for acl in found.acls))


def told_facts() -> tuple[MemoryFacts, Partly]:
    told = DATA["facts"]
    grants: dict[str, set[Grant]] = {told["dark"]: set(), **{line.split()[2]: set() for line in told["grants"]}}
    for who, levels, store in map(str.split, told["grants"]):
        name = who if "/" in who else f"user/{who}"
        union = Level.NONE
        for level in levels.split("+"):
            union |= NAMES[level]
        grants[store].add(Grant(f"{OWN}/iam/{name}", union, "identity"))
    users = [
        Principal(f"{OWN}/iam/user/{name}", "aws", PrincipalKind.ACCOUNT, name, attributes=(("mfa", mfa),))
        for name, mfa in told["users"].items()
    ]
    roles = [Principal(f"{OWN}/iam/role/{name}", "aws", PrincipalKind.ROLE, name) for name in told["roles"]]
    stores = [Resource(store, "aws", "s3-bucket", store.removeprefix("s3://")) for store in grants]
    facts: list[Fact] = [*users, *roles, *stores, Coverage("aws", "s3", OWN, CoverageStatus.COMPLETE)]
    return MemoryFacts(tuple(facts)), Partly(tuple((store, frozenset(each)) for store, each in sorted(grants.items())))


@cache
def held(text: str) -> Held:
    policy = load_text({"policy.yaml": text})
    facts, provider = told_facts()
    resolved = resolve(policy, facts, (provider,), TODAY)
    findings = check(policy, facts, resolved, TODAY, (provider,))
    return Held(Plan(policy, (provider,)), facts, (provider,), TODAY, resolved, findings)  # type: ignore[arg-type]  # facts in memory stand for a run


def edited(edits: dict[str, str]) -> str:
    text = POLICY
    for said, says in edits.items():
        assert text.count(said) == 1, said
        text = text.replace(said, says)
    return text


def ask(case: dict[str, Any]) -> Preview:
    return preview(held(edited(case.get("base", {}))), held(edited(case["edit"])), "the base", wording("en"))


def lines(found: Preview) -> dict[str, list[str]]:
    told = {
        "changes": [f"{change.effect} {change.key}" for change in found.changes],
        "new": _findings(found.new),
        "unknown": _findings(found.unknown),
        "allowed": _reaches(found.allowed),
        "unseen": _reaches(found.unseen),
        "gone": _findings(found.gone),
        "hidden": _findings(found.hidden),
        "moved": _findings(found.moved),
        "notices": _findings(found.notices),
        "dark": sorted({each.asset for each in found.dark}),
    }
    return {name: each for name, each in told.items() if each}


def _findings(rows: Iterable[Violation]) -> list[str]:
    return [_line(row.rule, row.subject, row.asset or "-", "+".join(row.levels) or "-", row.causes) for row in rows]


def _reaches(rows: Iterable[Accepted]) -> list[str]:
    return [_line(row.subject, f"{row.asset}/{row.part}", "+".join(row.levels), "", row.causes) for row in rows]


def _line(*words: str | tuple[str, ...]) -> str:
    *said, causes = words
    return f"{' '.join(str(word) for word in said if word)} < {', '.join(causes)}".replace(f"{OWN}/iam/", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_change_does_what_it_does_and_nothing_else(case: dict[str, Any]):
    found = ask(case)
    assert lines(found) == case["expect"]
    codes = {each.value: int(exit_of(found, each)) for each in FailOn}
    wanted = case["exit"] if isinstance(case["exit"], dict) else dict.fromkeys(codes, case["exit"])
    assert codes == wanted
