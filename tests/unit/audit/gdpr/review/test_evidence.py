"""Evidence in the policy language: it loads, and it has ids and no names."""

from datetime import date

from audit.gdpr.review.body import Counted, Decisions
from audit.gdpr.review.evidence import evidence
from policies.language import Decision
from policies.levels import Level
from policies.load import load_text

from .packs import P02, POLICY, PRINTER, RUN

DAYS = (date(2026, 11, 24), date(2026, 12, 1))
FOUND = Decisions(
    run=RUN,
    owner="p17",
    counted=(
        Counted(P02.id, "invoices", "person:p02", ("find", "read"), Decision.REMOVE, "a: b # [c]\nd", "p01", DAYS[0], False, "withdraw"),
        Counted(PRINTER.id, "invoices", "processor:printer", ("find", "read"), Decision.KEEP, "", "p17", DAYS[1], True, ""),
    ),
    faults=(),
    whole=("labels",),
    open=2,
)


def test_it_loads_beside_the_policy_and_says_what_was_decided() -> None:
    policy = load_text({**dict(POLICY.files), "review.yaml": evidence(FOUND)})
    (review,) = policy.access_reviews
    assert (review.period, review.snapshot, review.date, review.by) == ("2026-Q4", RUN, DAYS[1], ("p01", "p17"))
    assert (review.kept, review.removed, review.open, review.assets) == (1, 1, 2, ("labels",))
    (removed, kept) = review.lines
    assert (removed.id, removed.decision, removed.reason, removed.decided_on) == (P02.id, Decision.REMOVE, "a: b # [c]\nd", DAYS[0])
    assert (kept.subject, kept.levels, kept.reason) == ("processor:printer", Level.FIND | Level.READ, "")


def test_it_has_no_names_and_nothing_is_referred_to() -> None:
    text = evidence(FOUND)
    assert "withdraw" not in text
    assert "&id" not in text
    assert "levels: [find, read]" in text
