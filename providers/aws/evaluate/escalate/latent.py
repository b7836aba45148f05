"""Latent reach: what callers could have of a resource once they had made something else of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policies.levels import Level
from policies.locations import Location
from providers.aws.evaluate.answers import NOBODY, Answers, either, places, said
from providers.aws.evaluate.authorize import Authorizer
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.escalate.forms import CHANGING, Form, forms
from providers.aws.evaluate.escalate.way import may_take
from providers.aws.evaluate.levels import RULES
from providers.aws.evaluate.requests import Asked
from providers.aws.evaluate.ruling import Ruling
from providers.aws.evaluate.world import World
from providers.formula import FALSE, TRUE, Formula, all_of

_WANTED = frozenset({Level.READ, Level.MANAGE})


@dataclass(frozen=True, slots=True)
class Latent:
    """The forms that callers could take, as callers of their own: each with its owner, and what must hold for it to take it."""

    ruling: Ruling
    held: tuple[tuple[Caller, Form], ...]

    def by_owner(self, now: Ruling, asked: Asked, location: Location, who: int) -> Answers:
        """Of some callers who could let itself in, by whatever form that gives more than it has."""
        owners, found = now.authorizer.callers.bits, NOBODY
        for owner, _, formula in self.ways(now, asked, location, who):
            found = either(found, said(formula, owners[owner.id]))
        return found

    def ways(self, now: Ruling, asked: Asked, location: Location, who: int) -> Iterator[tuple[Caller, Form, Formula]]:
        """Each form of some callers that lets it in, with what must hold; none more of one that nothing must hold for."""
        owners = now.authorizer.callers.bits
        left = sum(1 << at for at, (owner, _) in enumerate(self.held) if owners[owner.id] & who and owner.account == asked.target.account)
        for rule in RULES.get(asked.target.kind, ()):
            if not left or not _WANTED & set(rule.levels):
                continue
            later = self.ruling.by_rule(asked, rule, location, left)
            some = [at for at in places(later.may) if not self.held[at][1].anything]
            before = now.by_rule(asked, rule, location, sum({owners[self.held[at][0].id] for at in some})) if some else NOBODY
            for at in places(later.may):
                owner, form = self.held[at]
                formula = later.of(1 << at)
                found = all_of(form.formula, formula) if form.anything or formula != before.of(owners[owner.id]) else FALSE
                if found is not FALSE:
                    yield owner, form, found
                left &= ~(1 << at) if found is TRUE else -1


def latent(world: World, callers: Callers) -> Latent:
    """What the users and roles of a world could make of themselves; only to whom some way may be open."""
    able = callers.members(may_take(callers, CHANGING))
    held = tuple((owner, form) for owner in able for form in forms(world, owner)[1:])
    formed = Callers([replace(form.caller, id=f"{owner.id}#{at}") for at, (owner, form) in enumerate(held)], world.canonical)
    return Latent(Ruling(world, Authorizer(formed)), held)
