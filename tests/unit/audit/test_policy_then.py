"""The policy is kept with the run, whole and apart from other policies."""

from audit.model.facts import Attachment, document
from audit.policy_then import policy_then, written_down
from audit.runs.memory import MemoryFacts
from policies.load import load_text

_STARTER = "version: 1\nhouse_rules: {profile: starter}\n"
FILES = {"a.yaml": _STARTER, "b.yaml": "version: 1\npeople:\n  p01: {roles: []}\n"}


def test_a_policy_comes_back_as_it_was():
    policy = load_text(FILES)
    found = policy_then(MemoryFacts(written_down(policy)), policy.digest)
    assert found == policy


def test_two_files_with_the_same_text_are_both_kept():
    policy = load_text({"a.yaml": "version: 1\n", "b.yaml": "version: 1\n", "c.yaml": _STARTER})
    found = policy_then(MemoryFacts(written_down(policy)), policy.digest)
    assert found is not None
    assert [name for name, _ in found.files] == ["a.yaml", "b.yaml", "c.yaml"]


def test_a_run_without_it_says_so():
    policy = load_text(FILES)
    body = document("identity", "{}")
    facts = MemoryFacts((body, Attachment("aws://1", body.id, "identity", "x"), *written_down(policy)))
    assert policy_then(facts, "another digest") is None
