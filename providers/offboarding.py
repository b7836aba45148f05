"""What every provider says alike of somebody who leaves: the accounts that are left, and residuals made from facts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.model.facts import Principal, Verdict
from audit.model.residual import Holding, Residual, ResidualKind, Traces
from policies.levels import CONTENT, Level, words

_DELETED = "deleted"


def of_provider(traces: Traces, provider: str) -> Traces:
    """What concerns a provider's own accounts that were not deleted, and what it stores."""
    there = {one.id for one in traces.of(provider) if one.status != _DELETED}
    return replace(
        traces,
        accounts=tuple(one for one in traces.accounts if one.id in there),
        steps=tuple(step for step in traces.steps if step.member in there),
        let_in=tuple(step for step in traces.let_in if step.container in there),
        own=tuple(one for one in traces.own if one.grant.principal in there and one.carried.provider == provider),
        given=tuple(one for one in traces.given if one.grant.principal in there and one.carried.provider == provider),
        shared=tuple(one for one in traces.shared if one.owner in there and one.carried.provider == provider),
        held=tuple(each for each in traces.held if each[0].holder in there),
        named=tuple(each for each in traces.named if each[0] in there),
    )


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes residuals of the accounts of one provider."""

    provider: str
    traces: Traces

    def of(
        self,
        account: str,
        kind: ResidualKind,
        what: str,
        told: str,
        end: str,
        *,
        count: int = 1,
        verdict: Verdict = Verdict.YES,
        condition: str = "",
    ) -> Residual:
        """One residual; of an account that is off it revives."""
        one = self.traces.principal(account)
        return Residual(
            kind=kind,
            provider=self.provider,
            account=account,
            what=what,
            words=told,
            end=end,
            count=count,
            verdict=verdict,
            condition=condition,
            revives=one is not None and one.status == "disabled",
        )

    def account(self, name: str) -> Principal:
        """An account of the traces."""
        return self.traces.principals[name]

    def called(self, name: str) -> str:
        """What people call a principal."""
        one = self.traces.principal(name)
        return (one.email or one.name if one else "") or name

    def held(self, holding: Holding, kind: ResidualKind, told: str, end: str) -> Residual:
        """A residual for a grant on something."""
        grant, carried = holding.grant, holding.carried
        account = holding.owner or grant.principal
        made = self.of(account, kind, carried.resource, told, end, count=carried.count, verdict=grant.verdict, condition=grant.condition)
        return replace(made, condition=grant.condition or made.condition)


def thing(holding: Holding) -> str:
    """What carries a grant, for people: one by its name, several by their number and the first of them."""
    carried = holding.carried
    named = carried.name or carried.resource
    kind = carried.kind.replace("-", " ")
    return f"{kind} {named}" if carried.count == 1 else f"{carried.count} {kind}s, {named} among them"


def doing(levels: Level) -> str:
    """What a grant lets do: `find, read`; `manage` alone where it gives no content."""
    return words(Level(levels & CONTENT) or levels)


def merged(found: Iterator[Residual]) -> tuple[Residual, ...]:
    """Sorted; what differs in its number alone is one, with the numbers added."""
    by_thing: dict[Residual, int] = {}
    for each in found:
        key = replace(each, count=0)
        by_thing[key] = by_thing.get(key, 0) + each.count
    made = (replace(each, count=count) for each, count in by_thing.items())
    order = list(ResidualKind)
    return tuple(sorted(made, key=lambda each: (order.index(each.kind), each.account, each.what, each.words)))
