"""Why: the steps from a principal to a resource, with the assignment that gives each. Worked out again for what is asked, and only for that."""

from collections.abc import Iterator, Sequence

from audit.model.facts import Resource
from audit.model.reach import Path, Step, StepKind
from audit.ports import Asked as Question
from policies.levels import Level
from providers.azure.evaluate.asked import asked
from providers.azure.evaluate.entries import Entry
from providers.azure.evaluate.levels import On, Rule
from providers.azure.evaluate.who_can import ELEVATED, ELEVATION, WhoCan
from providers.formula import FALSE, TRUE, condition
from providers.holding import best


def explain(asking: WhoCan, wanted: Sequence[Question]) -> tuple[Path, ...]:
    """For each question the steps; empty when there is no reach."""
    return tuple(tuple(_path(asking, one)) for one in wanted)


def _path(asking: WhoCan, question: Question) -> Iterator[Step]:
    resource = asking.world.resources.get(question.resource)
    if resource is None:
        return
    if question.principal == ELEVATED and question.level is Level.MANAGE:
        yield Step(StepKind.ESCALATE, ELEVATED, resource.id, ELEVATION)
        return
    ways = (_by_rules, _by_door, _by_joining)
    yield from next((steps for way in ways if (steps := tuple(way(asking, resource, question)))), ())


def _by_rules(asking: WhoCan, resource: Resource, question: Question) -> Iterator[Step]:
    fitting = [
        (rule, formula)
        for rule in asking.rules(resource)
        if question.level & rule.levels
        and (formula := best(asking.by_rule(resource, rule, question.location), question.principal)) is not FALSE
    ]
    if not fitting:
        return
    rule, formula = min(fitting, key=lambda pair: pair[1] is not TRUE)
    if entry := _entry(asking, resource, rule, question):
        if entry.principal != question.principal:
            because = f"it is {asking.world.belonging.shown(entry.principal)}"
            yield Step(StepKind.MEMBER, question.principal, entry.principal, because)
        kind = StepKind.ESCALATE if rule.words else StepKind.GRANT
        yield Step(kind, entry.principal, resource.id, _because(resource, entry, rule), entry.evidence, condition(formula))


def _because(resource: Resource, entry: Entry, rule: Rule) -> str:
    """The role and the scope, with the action that gives the level; what one could do by it first."""
    action = f"{rule.action} and {rule.also}" if rule.also else rule.action
    said = f"{entry.because}, which holds for {resource.id}: {action}"
    return f"{rule.words}: {said}" if rule.words else said


def _entry(asking: WhoCan, resource: Resource, rule: Rule, question: Question) -> Entry | None:
    """The assignment that gives the action: one that names the principal before one that names a group, one without a condition before one with."""
    about = asked(asking.world, resource, rule, question.location)
    given = ((one, about.exists(one.gives(rule.action, about.asking, data=rule.data))) for one in asking.entries(resource, rule.on))
    fitting = [(one, formula) for one, formula in given if formula is not FALSE and _names(asking, one, question.principal)]
    ranked = sorted(fitting, key=lambda pair: (question.principal != pair[0].principal, pair[1] is not TRUE))
    return ranked[0][0] if ranked else None


def _by_door(asking: WhoCan, resource: Resource, question: Question) -> Iterator[Step]:
    for door in sorted(asking.doors(resource), key=lambda one: one.asked is not TRUE):
        if door.principal == question.principal and question.level & door.levels:
            yield Step(StepKind.GRANT, door.principal, resource.id, door.words, door.evidence, condition(door.asked))
            return


def _by_joining(asking: WhoCan, resource: Resource, question: Question) -> Iterator[Step]:
    """Who could make himself a member of a group that has access."""
    for entry in asking.entries(resource, On.RESOURCE) if question.level is Level.MANAGE else ():
        for keeper in asking.world.belonging.keepers(entry.principal):
            if keeper.member == question.principal:
                yield Step(StepKind(keeper.kind.value), keeper.member, entry.principal, keeper.because, keeper.evidence, keeper.condition)
                yield Step(StepKind.GRANT, entry.principal, resource.id, entry.because, entry.evidence)
                return


def _names(asking: WhoCan, entry: Entry, principal: str) -> bool:
    return entry.principal == principal or asking.world.belonging.within(principal, entry.principal) not in (None, FALSE)
