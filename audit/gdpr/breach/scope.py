"""The runs of a window put together: on which of them each subject could reach the asset, and how."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from audit.errors import Exit, RunError, UsageError
from audit.gdpr.breach import body
from audit.gdpr.breach.clock import clock
from audit.gdpr.breach.figures import copied_from, copies, figures
from audit.gdpr.breach.night import Holding, Key, Look, Night, Remark, Way, Who, look
from audit.gdpr.breach.window import Window
from audit.model.facts import Pairs
from audit.naming import names_in
from audit.pipeline import Plan
from audit.questions import known_asset
from audit.resolve.paths import paths
from audit.runs import chain
from audit.runs.store import Store
from policies.language import Asset
from policies.levels import Level, highest, members

MOST_WAYS = 5  # explained for one subject and kind of reach: enough to see how; the others are counted


@dataclass(slots=True)
class _Told:
    """What is known so far: the ways met and those explained, the names that their steps need, the last look at the asset.

    A holding that is the same night after night is kept once. Made and used within one scope.
    """

    met: defaultdict[Who, set[Way]] = field(default_factory=lambda: defaultdict(set))
    ways: defaultdict[Who, list[body.Way]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)
    holdings: dict[Holding, Holding] = field(default_factory=dict)
    recent: Plan | None = None
    asset: Asset | None = None


def scope(plan: Plan, store: Store, name: str, window: Window, aware: datetime | None = None) -> body.Breach:
    """Who could have reached an asset in a window. One run is held in memory at a time, and each way is explained once.

    Raises UsageError for an asset that no inventory has, and where the store has no run to go by.
    """
    runs = window.chosen(store.runs())
    if not runs:
        there = store.runs()
        since = f"its first run is {there[0]}" if there else "it is empty"
        raise UsageError(
            f"the store {store.place} has no run of {window.last} or before", f"{since}; collect every night, or ask for later days"
        )
    told = _Told()
    nights = tuple(_night(plan, store, run, name, told) for run in runs)
    if told.asset is None:
        known_asset(plan.policy, name)
    policy = (told.recent or plan).policy
    asset = told.asset or next(each for each in plan.policy.assets if each.id == name)
    return body.Breach(
        asset=name,
        first=window.first,
        last=window.last,
        runs=tuple(_read(night, window) for night in nights),
        pruned=tuple(run for run in store.pruned() if window.holds(run)),
        blind=window.blind(night.run for night in nights if not night.unread),
        unverified=store.verify(*window.bounds(runs)),
        lines=tuple(_lines(nights, told)),
        figures=figures(asset, policy),
        copies=copies(asset, policy),
        copy_of=copied_from(asset, policy),
        clock=clock(aware) if aware else None,
        names=tuple(sorted(told.names.items())),
    )


def exit_code(breach: body.Breach) -> Exit:
    """3 when a night was blind or not read whole, or the runs are not as they were written; else 0: a scope is no verdict."""
    dark = any(read.unread or read.gaps or Remark.NOT_IN_INVENTORY in read.remarks for read in breach.runs)
    return Exit.CANNOT_TELL if dark or breach.blind or breach.unverified else Exit.COMPLIES


def _night(plan: Plan, store: Store, run: str, name: str, told: _Told) -> Night:
    try:
        seen = look(plan, store.open(run), name, told.recent)
        if seen is None:
            return Night(run, unread=f"no inventory has {name}")
        _explain(seen, told)
    except RunError as error:
        return Night(run, unread=error.message)
    told.recent, told.asset = seen.plan, seen.asset
    return replace(seen.night, holdings={key: told.holdings.setdefault(held, held) for key, held in seen.night.holdings.items()})


def _explain(seen: Look, told: _Told) -> None:
    """The paths of the ways that no earlier run has, up to a few for each subject; the surest and highest first."""
    fresh = []
    for way in sorted(seen.ways, key=_telling):
        if way not in told.met[way[0]]:
            told.met[way[0]].add(way)
            if len(told.met[way[0]]) <= MOST_WAYS:
                fresh.append(way)
    wanted = [(seen.ways[way], highest(way[3])) for way in fresh]
    found = paths(seen.held.resolved, seen.held.run, seen.held.providers, wanted)
    for way, steps in zip(fresh, found, strict=True):
        told.ways[way[0]].append(body.Way(seen.night.run, way[4].value, way[5], steps))
    told.names |= dict(_names(seen, (found, tuple(who[0] for who, _ in seen.night.holdings), seen.night.gaps)))


def _telling(way: Way) -> tuple[Who, int, int, str, str, str]:
    who, account, principal, levels, verdict, condition = way
    return who, list(type(verdict)).index(verdict), -highest(levels), account, principal, condition


def _names(seen: Look, texts: tuple[object, ...]) -> Pairs:
    return names_in(texts, seen.held.resolved.identities.principals, seen.held.run)


def _read(night: Night, window: Window) -> body.Read:
    before = chain.day(night.run) < window.first
    return body.Read(night.run, before, night.unread, night.remarks, night.gaps, night.dark)


def _lines(nights: Sequence[Night], told: _Told) -> Iterator[body.Line]:
    """One line for each subject and kind of reach, in one order: the content first."""
    keys = {key for night in nights for key in night.holdings}
    lasts = {who: held for night in nights for (who, _), held in night.holdings.items()}
    parts: defaultdict[Who, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        parts[key[0]].append(key)
    for who in sorted(parts, key=lambda who: (who[1], who[0])):
        subject, latent = who
        yield body.Line(
            kind=subject.kind.value,
            id=subject.id,
            standing=lasts[who].standing,
            latent=latent,
            left_on=lasts[who].left_on,
            stays=tuple(_stays(nights, parts[who])),
            ways=tuple(told.ways[who]),
            more_ways=len(told.met[who]) - len(told.ways[who]),
        )


def _stays(nights: Sequence[Night], keys: Iterable[Key]) -> Iterator[body.Stay]:
    parts: defaultdict[tuple[tuple[body.Spell, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for key in keys:
        untold = tuple(night.run for night in nights if key not in night.holdings and not night.whole)
        parts[tuple(_spells(nights, key)), untold].append(key[1])
    for (spells, untold), found in parts.items():
        yield body.Stay(tuple(found), spells, untold)


def _spells(nights: Iterable[Night], key: Key) -> Iterator[body.Spell]:
    """Stretches of runs that show the same. A run that does not show it, or could not, ends one."""
    stretch: list[str] = []
    same: Holding | None = None
    for night in nights:
        found = night.holdings.get(key)
        if same is not None and found != same:
            yield _spell(stretch, same)
            stretch = []
        same = found
        if found is not None:
            stretch.append(night.run)
    if same is not None:
        yield _spell(stretch, same)


def _spell(runs: Sequence[str], held: Holding) -> body.Spell:
    able = tuple(body.Able(could.verdict.value, _words(could.levels), could.conditions) for could in held.could)
    return body.Spell(runs[0], runs[-1], len(runs), able, held.allowed, _words(held.uncovered), held.forbidden)


def _words(levels: Level) -> tuple[str, ...]:
    return tuple((level.name or "").lower() for level in members(levels))
