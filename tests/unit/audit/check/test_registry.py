"""Every check is registered, once; a built-in one can be switched off."""

from dataclasses import replace
from pathlib import Path

from audit.check import registry
from audit.model.finding import FindingKind

from .scenarios import cases, lines
from .worlds import P20, found, granted, world


def test_every_file_with_a_check_is_registered_once():
    registered = [check.__module__.rpartition(".")[2] for check in (*registry.OF_THE_POLICY, *(run for _, run in registry.BUILT_IN))]
    written = [path.stem for path in Path(registry.__file__).parent.glob("*.py") if "\ndef check(world: World)" in path.read_text("utf-8")]
    assert sorted(registered) == sorted(written)


def test_a_world_as_it_should_be_has_no_findings():
    (case,) = cases("built_in", "all")
    assert lines(case.findings()) == ()


def test_a_built_in_check_is_switched_off_by_the_name_of_its_kind():
    orphan = replace(P20, id="aws://111122223333/iam/user/old", name="old")
    policy = world()
    off = replace(policy, house_rules=replace(policy.house_rules, off=((FindingKind.ORPHAN_ACCOUNT, "looked at by hand"),)))
    assert [finding.rule for finding in found(policy, granted(), orphan)] == ["orphan-account"]
    assert found(off, granted(), orphan) == ()
