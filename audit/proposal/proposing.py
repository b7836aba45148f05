"""From a run to the files of a first policy: stores, people, then who of them reaches what."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from audit.counting import Count, nobody
from audit.model.facts import Gap
from audit.pipeline import evaluate, plan
from audit.proposal.inventory import Inventory, inventory
from audit.proposal.pages import pages
from audit.proposal.roster import Roster, roster
from audit.proposal.rules import Rules, rules
from audit.proposal.seen import Seen
from audit.proposal.yaml_lines import Value, inline, value
from audit.runs.run import Run
from policies.language import Policy, ProviderSettings
from policies.load import load_text

PROVIDERS = "providers.yaml"
_NOTHING = Rules((), (), ())
_ACTS_AS = "subject"  # the setting with the account that an audit acts as


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first policy: its files by name, what it says, and what of the run could not be read."""

    files: Mapping[str, str]
    policy: Policy
    inventory: Inventory
    people: Roster
    rules: Rules
    gaps: tuple[Gap, ...]


def propose(run: Run, store: str, settings: Iterable[ProviderSettings], count: Count = nobody) -> Proposal:
    """Works out a first policy from a run; its files load as they are. Raises RunError for a run that can't be read."""
    told = tuple(settings)
    seen = Seen(run.id, run.manifest.at.date(), store, {each.name: _settings(each) for each in told}, tuple(sorted(run.gaps())))
    planned = plan(Policy("", "", providers=told))
    found = inventory(run, planned.providers)
    people = roster(run, _acted_as(told))
    bare = load_text(pages(seen, found, people, _NOTHING))
    held = evaluate(plan(bare), run, count=count)
    made = rules(held.plan.policy, held.resolved, held.as_of)
    dark: defaultdict[str, set[Gap]] = defaultdict(set)
    for asset, _, gap in held.resolved.gaps:
        dark[asset].add(gap)
    files = pages(replace(seen, dark={asset: tuple(sorted(each)) for asset, each in dark.items()}), found, people, made)
    return Proposal(files, load_text(files), found, people, made, seen.gaps)


def of_providers(settings: Iterable[ProviderSettings]) -> Policy:
    """A policy that names providers and nothing else: enough to take a run."""
    lines = [f"  {value(each.name)}: {inline(_settings(each))}" for each in settings]
    return load_text({PROVIDERS: "\n".join(["version: 1", "providers:", *lines]) + "\n"})


def _acted_as(settings: Iterable[ProviderSettings]) -> Iterable[str]:
    decoded = (json.loads(each.settings) or {} for each in settings)
    return tuple(str(each[_ACTS_AS]) for each in decoded if each.get(_ACTS_AS))


def _settings(told: ProviderSettings) -> Value:
    return _value(json.loads(told.settings) or {})


def _value(found: object) -> Value:
    match found:
        case dict():
            return {str(key): _value(inner) for key, inner in found.items() if inner is not None}
        case list():
            return tuple(_value(each) for each in found)
        case _:
            return str(found)
