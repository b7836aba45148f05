"""The steps in order: collect, evaluate and check, drift. Each takes one immutable value and gives the next; only `collect` meets a network."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from audit import plugins
from audit.check import check
from audit.counting import Count, nobody
from audit.drift import Night, compare
from audit.errors import ProviderError, RunError, UsageError
from audit.model.drift import Change
from audit.model.finding import Finding
from audit.people.directory import with_directory
from audit.policy_then import policy_then, written_down
from audit.ports import Provider, Scope
from audit.resolve import Resolved, resolve
from audit.resolve.cells import cells
from audit.resolve.places import known
from audit.runs.manifest import FORMAT
from audit.runs.run import Run
from audit.runs.store import Store
from policies.language import Policy
from policies.wording import wording


@dataclass(frozen=True, slots=True)
class Plan:
    """What a command works with: the policy, the providers it asks, and the systems (and providers) it was told to leave out.

    `others` are installed providers of the same systems that it does not ask; `language` is the one that findings are told in.
    """

    policy: Policy
    providers: tuple[Provider, ...]
    left_out: frozenset[str] = frozenset()
    others: tuple[Provider, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Held:
    """A run held against a policy as on a day: who really reaches what, and what of it is not as the policy says.

    `providers` are those of the plan that the run has asked.
    """

    plan: Plan
    run: Run
    providers: tuple[Provider, ...]
    as_of: date
    resolved: Resolved
    findings: tuple[Finding, ...]


def plan(
    policy: Policy,
    only: tuple[str, ...] = (),
    find: Callable[[str], Provider] = plugins.provider,
    installed: tuple[str, ...] | None = None,
) -> Plan:
    """Chooses the providers: those that the policy configures, else those that read a system of its inventory; narrowed to `only`.

    Raises UsageError for a name that no package gives, ProviderError for a provider that can't be imported.
    """
    places = tuple(where for asset in policy.assets for where in asset.where)
    needed = {where.system for where in places}
    importable = tuple(there(installed, find))
    usual = tuple(each.name for each in policy.providers) or tuple(each.name for each in importable if each.system in needed)
    chosen = tuple(find(name) for name in dict.fromkeys(only or usual))
    read = {each.system for each in chosen}
    others = tuple(each for each in importable if each.system in read and each not in chosen)
    beside = {found[0].name for where in places if (found := known(where, others)) and not known(where, chosen)}
    return Plan(policy, chosen, frozenset(needed - read | beside) if only else frozenset(), others)


def there(installed: Iterable[str] | None = None, find: Callable[[str], Provider] = plugins.provider) -> Iterator[Provider]:
    """The installed providers that can be imported; one that can't is an error only when it is chosen."""
    for name in plugins.names(plugins.PROVIDERS) if installed is None else installed:
        with suppress(ProviderError):
            yield find(name)


def collect(
    plan: Plan,
    store: Store,
    at: datetime,
    tool_version: str,
    progress: Callable[[str], None],
    *,
    afresh: bool = False,
    full: bool = False,
    resumed: Callable[[int, datetime], None] = lambda _, __: None,
    count: Count = nobody,
) -> Run:
    """Takes a run: asks each provider for the real permissions. A run that is not finished leaves nothing that looks whole.

    One that was killed is taken up again, unless `afresh`: `resumed` is told how many chapters it had, and when it had begun. Providers
    are given the last run, to read what changed since, unless `full`.
    """
    if not plan.providers:
        raise UsageError(
            "no provider to ask: the policy configures none and no installed one reads a system of the inventory", "add `providers:`"
        )
    placed = cells(plan.policy, plan.providers, plan.others)
    settings = {each.name: each.settings for each in plan.policy.providers}
    names = tuple(provider.name for provider in plan.providers)
    previous = None if full else _previous(store, names, tool_version)
    key = "\n".join((plan.policy.digest, tool_version, *names, previous.id if previous else ""))
    with store.create(at, tool_version, key, afresh=afresh) as writer:
        if writer.begun:
            resumed(len(writer.chapters), writer.begun)
        writer.add(*written_down(plan.policy))
        for provider in plan.providers:
            locations = tuple(cell.location for cell in placed if cell.provider == provider.name)
            provider.collect(Scope(settings.get(provider.name, "{}"), at, locations, progress, previous, count), writer)
        return writer.commit(plan.policy.digest, names)


def _previous(store: Store, providers: tuple[str, ...], tool_version: str) -> Run | None:
    """The last run, if this version of the tool took it of all these providers and can read it."""
    with suppress(RunError):
        for last in store.runs()[-1:]:
            run = store.open(last)
            then = run.manifest
            if then.format == FORMAT and then.tool_version == tool_version and set(providers) <= set(then.providers):
                return run
    return None


def plan_then(plan: Plan, run: Run) -> Plan:
    """The plan with the policy that the run was taken under, where that is another one and was kept with the run."""
    digest = run.manifest.policy_digest
    then = policy_then(run, digest) if digest != plan.policy.digest else None
    return replace(plan, policy=then) if then else plan


def hold(plan: Plan, run: Run, as_of: date | None = None, count: Count = nobody) -> Held:
    """Evaluates a run and checks it, as on its own day unless another is given. A provider that the run did not ask has read nothing."""
    held = evaluate(plan, run, as_of, count)
    found = check(plan.policy, run, held.resolved, held.as_of, held.providers, say=wording(plan.language), count=count)
    return replace(held, findings=found)


def evaluate(plan: Plan, run: Run, as_of: date | None = None, count: Count = nobody) -> Held:
    """Works out who reaches what, as `hold` does, and looks for no findings."""
    day = as_of or run.manifest.at.date()
    plan = replace(plan, policy=with_directory(plan.policy, run))
    asked = tuple(provider for provider in plan.providers if provider.name in run.manifest.providers)
    unasked = tuple(provider for provider in (*plan.providers, *plan.others) if provider not in asked)
    return Held(plan, run, asked, day, resolve(plan.policy, run, asked, day, plan.left_out, others=unasked, count=count), ())


def drift(before: Held, after: Held) -> tuple[Change, ...]:
    """What differs between two runs, by cause, told in the language of the later plan."""
    return compare(_night(before), _night(after), wording(after.plan.language))


def keep(held: Held, changes: tuple[Change, ...] | None = None) -> None:
    """Writes what was worked out beside the facts, under the policy's digest; without `changes`, those that are there stay."""
    run, digest = held.run, held.plan.policy.digest
    if changes is None:
        changes = run.changes(digest) if digest in run.results() else ()
    run.write_results(digest, held.resolved.reaches, held.findings, changes)


def _night(held: Held) -> Night:
    return Night(held.plan.policy, held.run, held.resolved, held.findings, held.providers, held.as_of, held.run.manifest.tool_version)
