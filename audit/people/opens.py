"""What somebody still reaches, told once for each asset: the levels, how sure, and the first way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.model.facts import Verdict
from audit.model.reach import Path, Reach, StepKind, SubjectKind
from audit.pipeline import Held
from audit.resolve.paths import paths
from policies.levels import CONTENT, Level, highest, words


@dataclass(frozen=True, slots=True, order=True)
class Opened:
    """An asset that is reached: at which levels, how sure, by how many ways and by which first. `latent`: by a way to let oneself in."""

    asset: str
    part: str
    levels: str
    verdict: str
    condition: str
    latent: bool
    ways: int
    path: tuple[str, ...] = ()


def by_person(held: Held) -> Mapping[str, Sequence[Reach]]:
    """What each person reaches."""
    found = defaultdict[str, list[Reach]](list)
    for reach in held.resolved.reaches:
        if reach.subject.kind is SubjectKind.PERSON:
            found[reach.subject.id].append(reach)
    return found


def opened(held: Held, wanted: Iterable[tuple[Reach, Level]]) -> tuple[Opened, ...]:
    """The reaches, each with the levels that matter of it, by asset, part and verdict. Raises RunError for a run that can't be read."""
    groups = defaultdict[tuple[str, str, Verdict, bool], list[tuple[Reach, Level]]](list)
    for reach, levels in wanted:
        for part, latent in ((levels & CONTENT, False), (levels & Level.MANAGE, True)):
            if part:
                groups[reach.asset, reach.part, reach.verdict, latent].append((reach, Level(part)))
    shown = {key: min(found, key=lambda hit: (-highest(hit[1]), hit[0])) for key, found in groups.items()}
    explained = paths(held.resolved, held.run, held.providers, [(reach, highest(levels)) for reach, levels in shown.values()])
    told = dict(zip(shown, explained, strict=True))
    return tuple(sorted(_told(key, found, told[key]) for key, found in groups.items()))


def _told(key: tuple[str, str, Verdict, bool], found: list[tuple[Reach, Level]], path: Path) -> Opened:
    asset, part, verdict, latent = key
    levels = Level.NONE
    for _, level in found:
        levels |= level
    conditions = sorted({reach.condition for reach, _ in found if reach.condition})
    return Opened(asset, part, words(levels), str(verdict), "; or ".join(conditions), latent, len(found), steps_of(path))


def steps_of(path: Path) -> tuple[str, ...]:
    """A path as its stops, each with what gives it."""
    return tuple(f"{step.target} ({step.because})" if step.because else step.target for step in path if step.kind is not StepKind.HOLDS)
