"""Scenarios of this room as data: `tests/scenarios/check/<concept>.yaml`, a base policy and cases that change it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from audit.check import check
from audit.model.facts import (
    Coverage,
    CoverageStatus,
    Fact,
    Gap,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    pairs,
)
from audit.model.finding import Finding
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Policy
from policies.levels import NAMES, Level
from policies.load import load_text
from policies.wording import wording
from tests.unit.audit.resolve.worlds import OWN, Listed

FOLDER = Path(__file__).parents[3] / "scenarios" / "check"
KINDS = {"user": PrincipalKind.ACCOUNT, "role": PrincipalKind.ROLE, "group": PrincipalKind.GROUP}
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Case:
    """One case: its name, the policy, the facts and the lines `rule subject asset outcome` that are expected."""

    name: str
    policy: Policy
    facts: tuple[Fact, ...]
    provider: Listed
    expect: tuple[str, ...]
    says: tuple[str, ...]

    def findings(self) -> tuple[Finding, ...]:
        return self.told("en")[0]

    def told(self, *languages: str) -> list[tuple[Finding, ...]]:
        """The findings in each of the languages."""
        held, asked = MemoryFacts(self.facts), (self.provider,)
        resolved = resolve(self.policy, held, asked, TODAY)
        return [check(self.policy, held, resolved, TODAY, asked, say=wording(language)) for language in languages]


def cases(concept: str, about: str = "") -> list[Case]:
    """The cases of one file, or those of them about one check. Scalars stay as they are written, so that the policy's own loader reads them."""
    text = (FOLDER / f"{concept}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, yaml.BaseLoader)
    nodes = _entries(yaml.compose(text, yaml.BaseLoader))
    texts = [_policy(nodes["policy"], _entries(case).get("policy")) for case in nodes["cases"].value]
    return [
        _case(written, data.get("facts", {}), each)
        for written, each in zip(texts, data["cases"], strict=True)
        if about in ("", each.get("about"))
    ]


def _entries(node: yaml.Node) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in node.value}


def _policy(base: yaml.Node, change: yaml.Node | None) -> str:
    """A case's policy: the base with the top-level keys that the case writes anew."""
    entries = {key.value: (key, value) for node in (base, change) if node for key, value in node.value}
    whole = yaml.MappingNode(base.tag, list(entries.values()), flow_style=False)
    return "version: 1\n" + yaml.serialize(whole, Dumper=yaml.BaseDumper, width=1000, allow_unicode=True)


def lines(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Each finding as `rule subject asset outcome`, with the waiver that covers it."""
    return tuple(sorted(_line(finding) for finding in findings))


def _line(finding: Finding) -> str:
    words = (
        finding.rule,
        str(finding.subject or finding.scope or "-").removeprefix(f"{OWN}/"),
        finding.asset or "-",
        finding.outcome.value,
    )
    line = " ".join(words).replace(f"{OWN}/iam/", "")
    return f"{line} waived by {finding.waived_by}" if finding.waived_by else line


def _case(policy: str, facts: dict, case: dict) -> Case:
    told = {**facts, **case.get("facts", {})}
    expect = tuple(sorted(case["expect"]))
    return Case(case["name"], load_text({"policy.yaml": policy}), tuple(_facts(told)), _provider(told), expect, tuple(case.get("says", ())))


def _facts(told: dict) -> list[Fact]:
    users = [_principal(name, attributes or {}) for name, attributes in told.get("principals", {}).items()]
    stores = [_resource(name, about or {}) for name, about in told.get("stores", {"s3://shop-orders": {}}).items()]
    members = [
        Membership(_id(member), _id(container), MembershipKind.MEMBER, because=f"{member} is in {container}")
        for member, container in told.get("members", ())
    ]
    dark = [Coverage("aws", "s3", OWN, CoverageStatus.COMPLETE)]
    return [*users, *stores, *members, *dark]


def _id(name: str) -> str:
    return name if "://" in name else f"{OWN}/iam/{name}"


def _principal(name: str, attributes: dict) -> Principal:
    kind = KINDS.get(name.partition("/")[0], PrincipalKind.DOMAIN)
    told = {key: str(value) for key, value in attributes.items() if key != "email"}
    return Principal(_id(name), "aws", kind, name.rpartition("/")[2], attributes.get("email", ""), attributes=pairs(told))


def _resource(name: str, about: dict) -> Resource:
    measures = {f"measure:{key}": value for key, value in about.get("measures", {}).items()}
    return Resource(
        name,
        "aws",
        about.get("kind", "s3-bucket"),
        about.get("name", name.partition("://")[2]),
        about.get("parent", ""),
        labels=pairs(about.get("labels", {})),
        attributes=pairs(measures | about.get("attributes", {})),
    )


def _provider(told: dict) -> Listed:
    by_store: dict[str, set[Grant]] = {store: set() for store in told.get("stores", ("s3://shop-orders",))}
    for who, words in told.get("grants", {}).items():
        for each in words if isinstance(words, list) else [words]:
            levels, store, condition = _grant(each)
            by_store[store].add(Grant(_id(who), levels, "identity", condition))
    gaps = tuple(Gap("aws", "s3", scope, "GetBucketPolicy", "access denied", "s3:GetBucketPolicy") for scope in told.get("gaps", ()))
    return Listed(tuple((store, frozenset(grants)) for store, grants in sorted(by_store.items())), (), gaps)


def _grant(text: str) -> tuple[Level, str, str]:
    """`find+read of s3://shop-orders if the caller has mfa`."""
    said, _, condition = text.partition(" if ")
    words, _, store = said.partition(" of ")
    levels = Level.NONE
    for word in words.split("+"):
        levels |= NAMES[word]
    return levels, store or "s3://shop-orders", condition
