"""Small nights for the tests of this room: a policy, facts and a provider by hand, resolved and checked."""

from collections.abc import Iterable
from datetime import date

from audit.check import check
from audit.drift import Night
from audit.model.drift import Change
from audit.model.facts import Acl, Attachment, Coverage, CoverageStatus, Fact, Grant, Resource, acl_id
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Policy
from tests.unit.audit.resolve.worlds import BUCKET, OWN, TODAY, Listed

STORE = Resource(BUCKET, "aws", "s3-bucket", "shop-orders")
READ_ALL = Coverage("aws", "iam", OWN, CoverageStatus.COMPLETE)


def night(policy: Policy, provider: Listed, *facts: Fact, on: date = TODAY, version: str = "0.1.0") -> Night:
    held = MemoryFacts((STORE, READ_ALL, *facts))
    resolved = resolve(policy, held, (provider,), on)
    return Night(policy, held, resolved, check(policy, held, resolved, on, (provider,)), (provider,), on, version)


def acl(*grants: Grant) -> Acl:
    return Acl(acl_id(frozenset(grants)), tuple(sorted(grants)))


def drive() -> Listed:
    """A provider whose grants are facts, as those on files are."""
    return Listed(name="google_workspace", system="google")


def attached(holder: str, document: str = "d1", name: str = "ReadAll") -> Attachment:
    return Attachment(holder, document, "identity", name)


def told(changes: Iterable[Change]) -> list[tuple[str, str, list[str], int, int]]:
    """Each change as (cause, subject, reaches as `direction who`, findings new, findings gone)."""
    return [
        (
            change.cause.kind.value,
            change.cause.subject.removeprefix(f"{OWN}/iam/"),
            [f"{reach.direction} {reach.subject}" for reach in change.reaches],
            len(change.findings_new),
            len(change.findings_gone),
        )
        for change in changes
    ]
