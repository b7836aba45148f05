"""What one reader is told of a night."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audit.model.drift import Cause, CauseKind, Change
from audit.model.finding import Finding, FindingKind, Outcome
from audit.notify.digest import Digest, Picture, digest
from audit.notify.readers import Audience, Reader, Unreachable, Unreached
from audit.pipeline import Held
from policies.errors import Place
from policies.language import About, By, Notify, Send, Severity, To
from tests.unit.reports.samples import unknown, violation

AT = Place("notify.yaml")
OWNER = Reader("p01", Send(AT, To.PERSON, By.MAIL, "p01"), "en", frozenset({"p01"}))
REST = Reader("security", Send(AT, To.SECURITY, By.MAIL, about=About.REST), "en")
GONE = Unreached("p02", Unreachable.LEFT)
AUDIENCE = Audience((OWNER, REST), (GONE,))


def found(number: str, owner: str = "p01", severity: Severity = Severity.HIGH, **other: Any) -> Finding:
    asset = "invoices" if owner else ""
    return replace(violation(number, severity), owner=owner, asset=asset, **other)


def told(
    nights: tuple[Held, Held],
    after: list[Finding],
    before: list[Finding] | None = None,
    *,
    reader: Reader = OWNER,
    seen: dict[str, date] | None = None,
    changes: tuple[Change, ...] = (),
) -> Digest:
    first, now = nights
    return digest(
        Picture(
            now=replace(now, findings=tuple(after)),
            notify=Notify(AT),
            audience=AUDIENCE,
            seen=seen or {},
            before=None if before is None else replace(first, findings=tuple(before)),
            changes=changes,
        ),
        reader,
    )


def change(*new: Finding, gone: tuple[Finding, ...] = (), kind: CauseKind = CauseKind.GRANT, what: str = "it was shared") -> Change:
    return Change(Cause(kind, "x", what), (), tuple(each.fingerprint for each in new), tuple(each.fingerprint for each in gone))


def test_to_each_what_is_theirs(nights: tuple[Held, Held]):
    after = [found("p10"), found("p11", ""), found("p12", "p02")]
    assert told(nights, after, []).count_new == 1
    assert told(nights, after, [], reader=REST).count_new == 2
    assert (told(nights, after, []).instead_of, told(nights, after, [], reader=REST).instead_of) == ((), (GONE,))


def test_new_by_cause_the_worst_first(nights: tuple[Held, Held]):
    low, worst, other, old = found("p10", severity=Severity.LOW), found("p11", severity=Severity.CRITICAL), found("p12"), found("p13")
    made = told(nights, [low, worst, other, old], [old], changes=(change(low), change(worst, what="p11 joined")))
    assert [(each.what, [one.fingerprint for one in each.findings]) for each in made.new] == [
        ("p11 joined", [worst.fingerprint]),
        ("", [other.fingerprint]),  # of no known cause, and told
        ("it was shared", [low.fingerprint]),
    ]
    assert (made.new_counts, made.open) == (
        (("critical", 1), ("high", 1), ("low", 1)),
        (("critical", 1), ("high", 2), ("low", 1)),
    )


def test_the_first_time_in_counts(nights: tuple[Held, Held]):
    made = told(nights, [found("p10")])
    assert (made.since, made.new, made.count_new, [(each.asset, each.open) for each in made.assets]) == ("", (), 1, [("invoices", 1)])


@pytest.mark.parametrize(("severity", "days"), [(Severity.CRITICAL, 1), (Severity.HIGH, 7), (Severity.MEDIUM, 30), (Severity.LOW, 90)])
def test_overdue_is_the_day_after_its_time(severity: Severity, days: int, nights: tuple[Held, Held]):
    one = found("p10", severity=severity)
    for over, since in (
        (0, date.fromordinal(nights[1].as_of.toordinal() - days)),
        (1, date.fromordinal(nights[1].as_of.toordinal() - days - 1)),
    ):
        made = told(nights, [one], [one], seen={one.fingerprint: since})
        assert len(made.overdue) == over


def test_what_is_waived_or_only_noted_is_not_told(nights: tuple[Held, Held]):
    old = {found("p10").fingerprint: date(2026, 1, 1), found("p11").fingerprint: date(2026, 1, 1)}
    made = told(nights, [found("p10", waived_by="W1"), found("p11", outcome=Outcome.NOTICE)], [], seen=old)
    assert (made.count_new, made.overdue, made.open) == (0, (), ())


def test_a_waiver_that_ended_brings_its_finding_back(nights: tuple[Held, Held]):
    assert told(nights, [found("p10")], [found("p10", waived_by="W1")]).count_new == 1


def test_a_gap_is_told_apart_even_waived(nights: tuple[Held, Held]):
    gap = replace(unknown(), owner="p01")
    made = told(nights, [gap], [])
    assert (made.count_new, [each.new for each in made.dark]) == (0, [True])
    assert [each.new for each in told(nights, [replace(gap, waived_by="W1")], [gap]).dark] == [False]


@pytest.mark.parametrize(("kind", "gone"), [(CauseKind.GRANT, 1), (CauseKind.COVERAGE, 0)])
def test_what_could_not_be_read_is_not_gone(kind: CauseKind, gone: int, nights: tuple[Held, Held]):
    old = found("p10")
    assert told(nights, [], [old], changes=(change(gone=(old,), kind=kind),)).gone == gone


def test_only_the_rest_hears_of_surfaces_and_what_has_no_owner(nights: tuple[Held, Held]):
    assert told(nights, [], []).no_longer_read == ()
    assert told(nights, [], [], reader=REST).no_longer_read == ("paper cabinets paper://office",)
    assert [str(each.kind) for each in told(nights, [], [], reader=REST).ends] == ["access-review"]


def test_no_path_and_no_evidence_is_in_it(nights: tuple[Held, Held]):
    one = found("p10")
    assert one.paths
    assert "Effect" not in str(told(nights, [one], []))
    assert told(nights, [one], []).new[0].findings[0].kind is FindingKind.FORBIDDEN
