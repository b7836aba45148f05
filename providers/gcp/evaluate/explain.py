"""Why: the steps from a principal to a resource, with the binding or list entry that gives each. Worked out again for what is asked, and only for that."""

from collections.abc import Iterator, Sequence

from audit.model.facts import Resource
from audit.model.reach import Path, Step, StepKind
from audit.ports import Asked
from policies.levels import Level
from providers.formula import FALSE, TRUE, Formula, condition
from providers.gcp.evaluate.asked import asked
from providers.gcp.evaluate.belonging import shown
from providers.gcp.evaluate.entries import Entry
from providers.gcp.evaluate.escalate.granting import Way
from providers.gcp.evaluate.escalate.memberships import giving
from providers.gcp.evaluate.levels import Rule
from providers.gcp.evaluate.who_can import WhoCan
from providers.gcp.evaluate.world import World
from providers.holding import best


def explain(asking: WhoCan, wanted: Sequence[Asked]) -> tuple[Path, ...]:
    """For each question the steps; empty when there is no reach."""
    return tuple(tuple(_path(asking, one)) for one in wanted)


def _path(asking: WhoCan, question: Asked) -> Iterator[Step]:
    resource = asking.world.resources.get(question.resource)
    if resource is None:
        return
    ways = (_by_rules, _beside, _by_gift, _by_joining)
    yield from next((steps for way in ways if (steps := tuple(way(asking, resource, question)))), ())


def _by_rules(asking: WhoCan, resource: Resource, question: Asked) -> Iterator[Step]:
    found = [(rule, best(asking.by_rule(resource, rule, question.location), question.principal)) for rule in asking.rules(resource)]
    fitting = [(rule, formula) for rule, formula in found if question.level & rule.levels and formula is not FALSE]
    if fitting:
        rule, formula = min(fitting, key=lambda pair: pair[1] is not TRUE)
        entry = _entry(asking, resource, rule, question)
        if entry:
            yield from _entered(asking.world, entry, question.principal)
            inherited = "" if entry.holder == resource.id else f", inherited by {resource.id}"
            because = f"{entry.because}{inherited}: {rule.permission}"
            yield Step(
                StepKind.GRANT, _named(asking.world, entry, question.principal), resource.id, because, entry.evidence, condition(formula)
            )


def _entry(asking: WhoCan, resource: Resource, rule: Rule, question: Asked) -> Entry | None:
    """The entry that gives the permission: one that names the principal before one that names a set, one without a condition before one with."""
    about = asked(asking.world, resource, rule.on, rule.permission, question.location)
    given = ((entry, about.exists(entry.gives(rule.permission, about.asking))) for entry in asking.entries(resource, question.location))
    fitting = [(entry, formula) for entry, formula in given if formula is not FALSE and _names(asking.world, entry, question.principal)]
    ranked = sorted(fitting, key=lambda pair: (question.principal not in pair[0].principals, pair[1] is not TRUE))
    return ranked[0][0] if ranked else None


def _beside(asking: WhoCan, resource: Resource, question: Asked) -> Iterator[Step]:
    for levels, held, words, evidence in asking.beside(resource):
        formula = best(held, question.principal)
        if question.level & levels and formula is not FALSE:
            yield Step(StepKind.GRANT, question.principal, resource.id, words, evidence, condition(formula))
            return


def _by_gift(asking: WhoCan, resource: Resource, question: Asked) -> Iterator[Step]:
    found: list[tuple[Formula, Way]] = []
    if question.level is Level.MANAGE:
        ways = asking.gifts(resource, question.location)
        found = [(formula, way) for way in ways if (formula := best(way.who, question.principal)) is not FALSE]
    if found:
        formula, way = min(found, key=lambda pair: pair[0] is not TRUE)
        entry = giving(asking.world, asking.world.chain(way.place), way.permission, question.principal)
        because = f"{way.words}: {entry.because}" if entry else way.words
        yield Step(StepKind.ESCALATE, question.principal, resource.id, because, entry.evidence if entry else "", condition(formula))


def _by_joining(asking: WhoCan, resource: Resource, question: Asked) -> Iterator[Step]:
    """Who could make himself a member of a group that has access."""
    groups = asking.groups(resource, question.location) if question.level is Level.MANAGE else ()
    for entry, group in groups:
        keepers = [one for one in asking.world.belonging.keepers(group) if one.member == question.principal]
        if (keepers or group == question.principal) and asking.lets_join(entry, group, resource, question.location):
            yield from (Step(StepKind(one.kind.value), one.member, group, one.because, one.evidence, one.condition) for one in keepers[:1])
            yield Step(StepKind.GRANT, group, resource.id, entry.because, entry.evidence)
            return


def _entered(world: World, entry: Entry, principal: str) -> Iterator[Step]:
    named = _named(world, entry, principal)
    if named != principal:
        yield Step(StepKind.MEMBER, principal, named, f"it is {shown(named)}")


def _named(world: World, entry: Entry, principal: str) -> str:
    """The principal that an entry names: the one that is asked about, or a set that it is in."""
    return principal if principal in entry.principals else next(one for one in entry.principals if _is_in(world, principal, one))


def _names(world: World, entry: Entry, principal: str) -> bool:
    return principal in entry.principals or any(_is_in(world, principal, one) for one in entry.principals)


def _is_in(world: World, principal: str, crowd: str) -> bool:
    return world.belonging.within(principal, crowd) not in (None, FALSE)
