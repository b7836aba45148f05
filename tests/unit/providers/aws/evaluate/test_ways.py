"""The table of ways: every row has its form, asks for actions that exist, and has a scenario that needs each of them."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import botocore.session
import pytest
import yaml

from audit.model.facts import MembershipKind
from policies.patterns import meet
from providers.aws.authority import authority
from providers.aws.evaluate import acls
from providers.aws.evaluate.escalate.way import Gives, On, Way
from providers.aws.evaluate.escalate.ways import WAYS
from providers.aws.locate import locate
from tests.reference.aws_worlds import OWN, facts, where

FILES = sorted((Path(__file__).parents[4] / "scenarios" / "aws").glob("escalation*.yaml"))
CASES = [case for path in FILES for case in yaml.safe_load(path.read_text("utf-8"))["cases"]]
SCENARIOS = {case["way"]: case for case in CASES if "way" in case}
CLIENTS = {
    "airflow": ("mwaa",),
    "cloudformation": ("cloudformation", "cloudcontrol"),
    "bedrock-agentcore": ("bedrock-agentcore", "bedrock-agentcore-control"),
    "elasticmapreduce": ("emr",),
    "kinesisanalytics": ("kinesisanalyticsv2",),
    "states": ("stepfunctions",),
}  # services whose clients are called otherwise than their actions
NO_CALLS = {"apigateway:POST", "apigateway:PUT", "bedrock-agentcore:ConnectBrowserAutomationStream"}  # verbs of HTTP, and a web socket


def test_names_are_unique_and_plain():
    assert [name for name, times in Counter(way.name for way in WAYS).items() if times > 1] == []
    assert [way.name for way in WAYS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", way.name)] == []


def test_every_row_has_its_page():
    assert [way.name for way in WAYS if not re.fullmatch(r'[A-Z][\w .&()-]+, "[^"]+"', way.source)] == []


def test_every_row_has_a_scenario_and_every_scenario_a_row():
    assert set(SCENARIOS) == {way.name for way in WAYS}
    assert len(SCENARIOS) == sum("way" in case for case in CASES)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_row_says_what_it_takes(way: Way):
    passed = [need for need in way.needs if need.on is On.PASSED]
    assert way.needs
    assert all(need.actions for need in way.needs)
    assert not passed or (way.service and way.gives is Gives.ROLE)
    for need in way.needs:
        if need.on is On.CHOSEN and need.of != "*":
            assert need.of.format(partition="aws", region="eu-west-1", account=OWN, owner=OWN).count(":") >= 5


def operations(service: str) -> frozenset[str]:
    session = botocore.session.get_session()
    return frozenset(name for client in CLIENTS.get(service, (service,)) for name in session.get_service_model(client).operation_names)


@pytest.mark.parametrize("service", sorted({action.partition(":")[0] for way in WAYS for action in way.actions}))
def test_every_action_exists(service: str):
    """By the reference where it is shipped, else by AWS's own client."""
    actions = {action for way in WAYS for action in way.actions if action.startswith(f"{service}:")} - NO_CALLS
    known = {name for name in authority().actions if name.startswith(f"{service}:")}
    assert actions <= (known or {f"{service}:{name}" for name in operations(service)})


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_actions_are_asked_on_what_the_reference_says(way: Way):
    for need in way.needs:
        for action in (authority().actions[name] for name in need.actions if name in authority().actions and need.on is On.CHOSEN):
            service = action.name.partition(":")[0]
            arns = [re.sub(r"\$\{\w+\}", "?*", authority().arns[f"{service}:{one}"]) for one in action.types]
            asked = need.of.format(partition="aws", region="eu-west-1", account=OWN, owner=OWN)
            assert any(meet(asked, arn) for arn in arns) if asked != "*" else not action.required


def without(value: Any, action: str) -> Any:
    """A world without a permission."""
    match value:
        case {"Action": [*actions], **rest}:
            return {"Action": [one for one in actions if one != action] or ["none:None"], **rest}
        case {"Action": str(one), **rest}:
            return {"Action": "none:None" if one == action and rest["Effect"] == "Allow" else one, **rest}
        case Mapping():
            return {key: without(one, action) for key, one in value.items()}
        case list():
            return [without(one, action) for one in value]
    return value


def latent(case: Mapping[str, Any]) -> tuple[frozenset[object], frozenset[object]]:
    found = acls(facts(case), [locate(where(case["location"]))])
    grants = frozenset(grant for acl in found.acls for grant in acl.grants)
    return frozenset((one.member, one.container, one.condition) for one in found.memberships if one.kind is MembershipKind.ESCALATE), grants


@cache
def as_it_is(name: str) -> tuple[frozenset[object], frozenset[object]]:
    return latent(SCENARIOS[name])


NEEDED = [(way.name, action) for way in WAYS for action in way.actions if way.needs[0].on is not On.TRUST]


@pytest.mark.parametrize(("name", "action"), NEEDED, ids=lambda value: value)
def test_a_way_needs_each_of_its_actions(name: str, action: str):
    assert as_it_is(name) != (frozenset(), frozenset())
    assert latent(without(SCENARIOS[name], action)) != as_it_is(name)
