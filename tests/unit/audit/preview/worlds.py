"""Two policies over one run, by hand."""

from datetime import date

from audit.check import check
from audit.model.facts import Fact
from audit.pipeline import Held, Plan
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Policy
from tests.unit.audit.check.worlds import P20, bucket, reading
from tests.unit.audit.resolve.worlds import TODAY, Listed


def held(policy: Policy, *facts: Fact, provider: Listed | None = None, on: date = TODAY) -> Held:
    """A run in memory, held against a policy."""
    provider, there = provider or reading(), MemoryFacts((bucket(), *(facts or (P20,))))
    resolved = resolve(policy, there, (provider,), on)
    findings = check(policy, there, resolved, on, (provider,))
    return Held(Plan(policy, (provider,)), there, (provider,), on, resolved, findings)  # type: ignore[arg-type]  # facts in memory stand for a run
