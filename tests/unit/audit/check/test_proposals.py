"""A proposal allows nothing; the finding names it."""

from policies.language import Proposed, Who, WhoKind
from policies.levels import Level
from tests.unit.audit.resolve.worlds import AT

from .worlds import DEVELOPER, P20, READ, found, may, reading, world


def proposed(name: str = "P01", level: Level = Level.READ, who: Who = DEVELOPER, part: str = "") -> Proposed:
    return Proposed(name, (who,), level, ("orders",), "p20 has it today", AT, part=part)


def remedies(*rules: Proposed, levels: Level = READ) -> list[str]:
    return [finding.remedy for finding in found(world(proposed=rules), reading(levels=levels), P20)]


def test_access_under_a_proposal_is_a_violation_that_names_it() -> None:
    (finding,) = found(world(proposed=(proposed(),)), reading(), P20)
    assert (finding.outcome.value, finding.kind.value) == ("violation", "unexplained")
    assert finding.remedy.endswith("or have the proposed rule P01 (policy.yaml:7), which would allow it, decided by p01")


def test_one_that_would_not_allow_all_of_it_is_not_named() -> None:
    plain = "or let an allow rule say it, decided by p01"
    assert all(remedy.endswith(plain) for remedy in remedies(proposed(), levels=READ | Level.CHANGE))
    assert all(remedy.endswith(plain) for remedy in remedies(proposed(part="labels/")))
    assert all(remedy.endswith(plain) for remedy in remedies(proposed(who=Who(WhoKind.ROLE, "finance"))))
    assert all(remedy.endswith(plain) for remedy in remedies(proposed(level=Level.SHARE), levels=Level.MANAGE))


def test_a_rule_that_was_decided_is_what_counts() -> None:
    assert found(world(proposed=(proposed(),), allow=(may(),)), reading(), P20) == ()
