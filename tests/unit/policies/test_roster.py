"""The roster that a policy takes from a file beside its people."""

from datetime import date

import pytest

from policies.errors import PolicyError
from policies.load import load_text

from .test_export import POLICY, people, policy


def test_the_policy_fills_in_what_the_file_does_not_say():
    found = people("1;;01/01/2020;;Magazijnier;;;", more="people: {p1: {accounts: {aws: one}}, x1: {roles: [care]}}\n")
    assert [account.name for account in found["p1"].accounts] == ["one"]
    assert (found["p1"].starts, sorted(found)) == (date(2020, 1, 1), ["p1", "x1"])


def test_the_policy_and_the_file_may_not_differ():
    with pytest.raises(PolicyError, match=r"`starts` is '2020-01-01' at export\.csv:2:1"):
        people("1;;01/01/2020;;;;;", more="people: {p1: {starts: 2021-01-01}}\n")


def test_only_what_is_read_is_kept_and_it_reads_the_same():
    first = policy("1;a name;01/01/2020;;Magazijnier;;;")
    assert "a name" not in dict(first.files)["export.csv"]
    again = load_text(dict(first.files))
    assert (again.digest, again.files, again.people[0].roles) == (first.digest, first.files, first.people[0].roles)


def test_a_file_that_is_not_there_is_said():
    with pytest.raises(PolicyError, match="this file is not given"):
        load_text({"a.yaml": POLICY})
