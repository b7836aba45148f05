"""A first policy of the sample company: it loads, it blesses nothing, and each proposal is access that is there."""

import json
from pathlib import Path

import pytest

from audit.check.who import Roster, words_of
from audit.model.reach import Subject, SubjectKind
from audit.pipeline import evaluate, plan
from audit.runs.store import Store
from policies.language import Policy, WhoKind
from policies.levels import highest
from policies.load import load, load_text
from policies.permits import names
from providers.sandbox.clients import environment
from providers.sandbox.company import first_night
from providers.sandbox.company.policy import policy_files
from providers.sandbox.sandbox import Sandbox
from tests.scenarios.command import Answer, answer

NIGHT = "2026-10-15T02-00-00Z"


@pytest.fixture(scope="module")
def first(demo: tuple[Path, Answer], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    folder = tmp_path_factory.mktemp("first") / "toegang"
    return folder, answer(["init", str(folder), "--store", str(demo[0] / "runs"), "--run", NIGHT])


@pytest.fixture(scope="module")
def policy(first: tuple[Path, Answer]) -> Policy:
    return load(first[0])


def test_it_is_made_and_says_what_to_do_next(first: tuple[Path, Answer]) -> None:
    folder, told = first
    assert (told.code, told.err) == (0, "")
    assert "made on a partial view: 3 things could not be read" in told.out
    assert "read rules.yaml" in told.out
    assert sorted(path.name for path in folder.iterdir()) == [
        ".gitignore",
        "assets.yaml",
        "organisation.yaml",
        "people.yaml",
        "rules.yaml",
    ]


def test_it_is_valid_and_says_what_is_open(first: tuple[Path, Answer], policy: Policy) -> None:
    told = answer(["validate", "--policy", str(first[0])])
    assert told.code == 0
    assert f"{len(policy.proposed)} proposed rules still to decide" in told.out
    assert f"{len(policy.assets)} assets without an owner" in told.out


def test_nothing_is_allowed_and_the_check_finds_all_of_it(first: tuple[Path, Answer], policy: Policy) -> None:
    assert policy.allow == ()
    told = answer(["check", "--policy", str(first[0]), "--run", NIGHT, "--format", "json"])
    findings = json.loads(told.out)["findings"]
    assert told.code == 1
    assert {"public", "undeclared-store", "orphan-account", "unexplained", "gap"} <= {each["kind"] for each in findings}
    named = {rule.id for rule in policy.proposed if any(f"{rule.id} (rules.yaml:" in each["remedy"] for each in findings)}
    assert len(named) >= len(policy.proposed) // 2  # of several that give the same, a finding names one


def test_each_proposal_is_access_that_everybody_in_it_has_today(demo: tuple[Path, Answer], policy: Policy) -> None:
    held = evaluate(plan(policy), Store(str(demo[0] / "runs")).open(NIGHT))
    roster = Roster.of(policy)
    reaches = [reach for reach in held.resolved.reaches if str(reach.verdict) == "yes" and reach.subject.id in roster.people]
    assert len(policy.proposed) > 10
    for rule in policy.proposed:
        assert {who.kind for who in rule.who} <= {WhoKind.ROLE, WhoKind.PERSON}
        mine = {reach.subject for reach in reaches if names(rule.who, words_of(roster, reach.subject, None, held.as_of))}
        for subject in mine:
            had = [highest(reach.levels) for reach in reaches if reach.subject == subject and reach.asset in rule.which]
            assert max(had) >= rule.may, (rule, subject)
        asked = {
            person.id
            for person in policy.people
            if names(rule.who, words_of(roster, Subject(SubjectKind.PERSON, person.id), None, held.as_of))
        }
        assert asked == {subject.id for subject in mine}


def test_what_nobody_should_bless_is_asked(first: tuple[Path, Answer]) -> None:
    text = (first[0] / "rules.yaml").read_text("utf-8")
    proposed, _, questions = text.partition("# QUESTIONS")
    rules = "\n".join(line for line in proposed.splitlines() if not line.startswith("#"))
    for word in ("anyone", "everyone", "outside", "999900001111", "works-council", "helpdesk@", "manage", "service"):
        assert word not in rules
    for words in (
        "open to the public",
        "open to everyone",
        "aws://999900001111",
        "works-council",
        "control over settings",
        "joins to nobody",
    ):
        assert words in questions


def test_names_of_people_stand_nowhere(first: tuple[Path, Answer], policy: Policy) -> None:
    assert {person.id for person in policy.people} >= {"p01", "p25"}
    assert not (first[0] / "people.names.yaml").exists()


@pytest.mark.nightly
def test_a_first_run_is_taken_of_every_provider_before_there_is_a_policy(tmp_path: Path) -> None:
    with Sandbox() as sandbox:
        signs_in = sandbox.make(first_night())
        settings = {each.name: json.loads(each.settings) or {} for each in load_text(policy_files(first_night())).providers}
        told = {name: said | dict(signs_in.settings(name)) for name, said in settings.items()}
        (tmp_path / "providers.yaml").write_text(json.dumps({"version": 1, "providers": told}), "utf-8")
        with environment(sandbox.aws.url, signs_in.aws):
            done = answer(["init", str(tmp_path / "first"), "--collect", "--settings", str(tmp_path / "providers.yaml")])
    assert (done.code, done.err) == (0, "")
    policy = load(tmp_path / "first")
    assert [each.name for each in policy.providers] == list(told)
    assert len(policy.assets) > 5
    assert len(policy.proposed) > 10
