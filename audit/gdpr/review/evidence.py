"""The decisions that count, in the policy language: ids alone, no names and no words of the pack."""

from datetime import date

import yaml

from audit.gdpr.review.body import Decisions
from policies.language import Decision


class _Plain(yaml.SafeDumper):
    """Writes everything out where it stands: days are not referred to, and short lists take one line."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - of nothing
        return True


def evidence(found: Decisions) -> str:
    """A policy file with one entry of `access_reviews:`. The review is of the day of its last decision; without decisions there is none."""
    last = max(each.decided_on for each in found.counted)
    lines = [
        {
            "id": each.line,
            "asset": each.asset,
            "subject": each.subject,
            "levels": list(each.levels),
            "decision": each.decision.value,
            **({"reason": each.reason} if each.reason else {}),
            "decided_by": each.decided_by,
            "decided_on": each.decided_on,
        }
        for each in found.counted
    ]
    entry = {
        "period": _quarter(last),
        "snapshot": found.run,
        "date": last,
        "by": sorted({each.decided_by for each in found.counted}),
        "kept": sum(each.decision is Decision.KEEP for each in found.counted),
        "removed": sum(each.decision is Decision.REMOVE for each in found.counted),
        "open": found.open,
        **({"assets": list(found.whole)} if found.whole else {}),
        "lines": lines,
    }
    written = yaml.dump(
        {"version": 1, "access_reviews": [entry]}, Dumper=_Plain, default_flow_style=None, sort_keys=False, allow_unicode=True, width=140
    )
    return f"# An access review, as toegang review --read wrote it.\n{written}"


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"
