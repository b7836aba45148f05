"""Each reach with the rules that cover it, the findings on it and the way it comes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from audit.check.access import Entry
from audit.model.finding import Finding
from audit.model.overview import ShownReach
from audit.model.reach import Path, Reach, Subject
from audit.pipeline import Held
from audit.questions import covering
from audit.resolve.paths import paths
from policies.levels import CONTENT, Level, highest
from policies.wording import wording

MOST_PATHS = 5_000  # a page with more could not be read, and `toegang why` shows each


def shown_reaches(held: Held, entries: Iterable[Entry], most: int = MOST_PATHS) -> tuple[tuple[ShownReach, ...], int]:
    """Every reach, sorted, and of how many the path was left out: those without a finding go first.

    Raises RunError for a run that can't be read.
    """
    told = sorted(entries, key=lambda entry: entry.reach)
    about = _about(held.findings)
    chosen = sorted(range(len(told)), key=lambda index: (_key(told[index].reach) not in about, index))[:most]
    worked_out = dict(zip(chosen, _paths(held, [told[index].reach for index in chosen]), strict=True))
    shown = tuple(
        ShownReach(entry.reach, covering(entry), about.get(_key(entry.reach), ()), worked_out.get(index, ()))
        for index, entry in enumerate(told)
    )
    return shown, len(told) - len(chosen)


def _key(reach: Reach) -> tuple[str, Subject]:
    return reach.asset, reach.subject


def _about(findings: Iterable[Finding]) -> dict[tuple[str, Subject], tuple[str, ...]]:
    found: defaultdict[tuple[str, Subject], list[str]] = defaultdict(list)
    for finding in findings:
        if finding.subject and finding.asset:
            found[finding.asset, finding.subject].append(finding.fingerprint)
    return {key: tuple(fingerprints) for key, fingerprints in found.items()}


def _paths(held: Held, reaches: Sequence[Reach]) -> tuple[Path, ...]:
    """The way to the content where there is any, else to the settings."""
    asked = [(reach, highest(Level(reach.levels & CONTENT) or reach.levels)) for reach in reaches]
    return paths(held.resolved, held.run, held.providers, asked, say=wording(held.plan.language))
