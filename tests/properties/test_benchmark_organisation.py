"""The organisation of the benchmark: the same for the same seed, understood without a gap, and one whether read as facts or as single questions."""

import json
from collections import Counter, defaultdict

import pytest

from audit.runs.memory import TABLES
from providers.aws.evaluate.levels import RULES
from providers.aws.evaluate.policy import parse
from providers.aws.evaluate.simulate.simulating import simulate
from providers.aws.evaluate.who_can import WhoCan
from providers.aws.evaluate.world import World
from providers.aws.kinds import AttachmentKind
from providers.aws.locate import locate
from providers.formula import FALSE, TRUE, text
from tests.benchmarks.bench_aws import ACTIONS, Question, as_case, questions
from tests.benchmarks.organisation import Size, facts, organisation
from tests.reference.aws_worlds import where

SMALL = Size(accounts=2, roles=12, buckets=6)
LARGER = Size(accounts=3, roles=60, buckets=16)
UNKNOWN = ("aws:SourceIp", "aws:MultiFactorAuthPresent", "aws:CurrentTime", "aws:userid", "s3:ExistingObjectTag/team")
POLICIES = ("identity", "boundary", "trust", "resource", "scp", "rcp")


def tables(size: Size) -> dict[str, list[object]]:
    read = facts(size)
    return {name: list(getattr(read, name)()) for name in TABLES}


def cases(size: Size, count: int = 60) -> list[dict[str, object]]:
    org = organisation(size)
    return [as_case(org, asked, number) for number, asked in enumerate(questions(org, count), start=1)]


def test_a_seed_gives_the_same_organisation_and_another_seed_another():
    other = Size(SMALL.accounts, SMALL.roles, SMALL.buckets, seed=2)

    assert tables(SMALL) == tables(SMALL)
    assert cases(SMALL) == cases(SMALL)
    assert tables(SMALL) != tables(other)
    assert cases(SMALL) != cases(other)


def test_it_is_as_large_as_asked():
    org = organisation(SMALL)

    assert (len(org.units), len({one.arn for one in org.roles}), len({one.name for one in org.buckets})) == (2, 12, 6)


@pytest.mark.parametrize("size", [SMALL, Size()], ids=["small", "default"])
def test_every_document_is_understood(size: Size):
    read = facts(size)
    held = [one for one in read.documents() if one.kind in POLICIES]

    assert {one.kind for one in held} == set(POLICIES)
    assert [(one.kind, problems) for one in held if (problems := parse(one.body, one.kind).problems)] == []
    assert list(read.gaps()) == []


def test_facts_and_questions_speak_of_the_same():
    read = facts(SMALL)
    bodies = {one.id: json.loads(one.body) for one in read.documents()}
    principals, resources = {one.id: one for one in read.principals()}, {one.id: one for one in read.resources()}
    held = defaultdict(list)
    for one in read.attachments():
        held[one.holder, one.kind].append(bodies[one.document])

    def over(account: str, kind: AttachmentKind) -> list[list[object]]:
        one = principals[f"aws://{account}"]
        levels = (*one.attribute("path").split(), one.id) if one.attribute("management") == "false" else ()
        return [held[level, kind] for level in levels if held[level, kind]]

    asked = cases(SMALL)
    assert {case["request"]["action"] for case in asked} == set(ACTIONS.values())
    for case in asked:
        said = case["request"]
        _, name, _ = said["principal"].split("/")
        account = said["principal"].split(":")[4]
        role = principals[f"aws://{account}/iam/role/{name}"]
        bucket = resources[f"s3://{said['resource'].removeprefix('arn:aws:s3:::').partition('/')[0]}"]

        assert role.attribute("arn") == said["context"]["aws:PrincipalArn"]
        assert {key.removeprefix("tag:"): value for key, value in role.attributes if key.startswith("tag:")} == {
            key.removeprefix("aws:PrincipalTag/"): value for key, value in said["context"].items() if key.startswith("aws:PrincipalTag/")
        }
        assert bucket.attribute("account") == said["resource_account"]
        assert sorted(map(json.dumps, held[role.id, "identity"])) == sorted(map(json.dumps, case["identity_policies"]))
        assert held[role.id, "boundary"] == case["boundaries"]
        assert held[bucket.id, "resource"] == ([case["resource_policy"]] if case["resource_policy"] else [])
        assert sorted_levels(over(account, AttachmentKind.SCP)) == sorted_levels(case["scps"])
        assert over(bucket.attribute("account"), AttachmentKind.RCP) == case["rcps"]


def sorted_levels(levels: list[list[object]]) -> list[list[str]]:
    return [sorted(map(json.dumps, level)) for level in levels]


@pytest.mark.parametrize("level", ["read", "change", "share", "manage"])
def test_who_can_says_of_every_pair_what_a_single_request_for_some_object_says(level: str):
    org, asking = organisation(LARGER), WhoCan(World(facts(LARGER)))
    rule = next(one for one in RULES["s3-bucket"] if one.action == ACTIONS[level])
    seen: Counter[str] = Counter()
    for bucket in org.buckets:
        asked = asking.asked(asking.world.resources[f"s3://{bucket.name}"])
        answers = asking.ruling.by_rule(asked, rule, locate(where(f"s3://{bucket.name}")), asked.who)
        for role in org.roles:
            case = as_case(org, Question(role, bucket, level, "?*", office=True, mfa=True), 1)
            known = {key: value for key, value in case["request"]["context"].items() if key not in UNKNOWN}
            case["request"] |= {"context": known, "resource": f"arn:aws:s3:::{bucket.name}" + ("" if level == "manage" else "/*")}
            left = answers.of(asking.callers.bits[f"aws://{role.account}/iam/role/{role.name}"])
            found = simulate(case, open_context=True)
            expected = "Allow" if left is TRUE else "no" if left is FALSE else "Conditional"
            seen[expected] += 1
            assert found.decision == expected or (expected == "no" and found.decision.endswith("Deny")), (case["name"], found, text(left))
    assert len(seen) > 1
