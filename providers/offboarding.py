"""What every provider says alike of somebody who leaves: the accounts that are left, and residuals made from facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from audit.model.facts import PUBLIC, Grant, Membership, Principal, PrincipalKind, Verdict
from audit.model.residual import UNLISTED, Holding, Residual, ResidualKind, Traces
from audit.resolve.names import family, imagined
from policies.levels import CONTENT, Level, words

_DELETED = "deleted"
FILES = frozenset({"file", "folder"})  # kinds of which somebody has thousands: told by their number


def of_provider(traces: Traces, provider: str) -> Traces:
    """What concerns the accounts of a provider's system, and what it stores.

    An account that was deleted is in no group and is given nothing any more; what was its own is there as long as it is read.
    """
    mine = {one.id: one for one in traces.accounts if family(one.provider) == family(provider)}
    there = {name for name, one in mine.items() if one.status != _DELETED}
    return replace(
        traces,
        accounts=tuple(one for one in traces.accounts if one.id in there),
        steps=tuple(step for step in traces.steps if step.member in there),
        let_in=tuple(step for step in traces.let_in if step.container in there),
        own=tuple(one for one in traces.own if one.grant.principal in mine and one.carried.provider == provider),
        given=tuple(one for one in traces.given if one.grant.principal in there and one.carried.provider == provider),
        shared=tuple(one for one in traces.shared if one.owner in mine and one.carried.provider == provider),
        held=tuple(each for each in traces.held if each[0].holder in there),
        named=tuple(each for each in traces.named if each[0] in there),
        guests=tuple(each for each in traces.guests if each[0] in mine),
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
        until: date | None = None,
        outside: bool = False,
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
            until=until,
            outside=outside,
            revives=one is not None and one.status == "disabled",
        )

    def account(self, name: str) -> Principal:
        """An account of the traces."""
        return self.traces.principals[name]

    def called(self, name: str) -> str:
        """What people call a principal."""
        one = self.traces.principal(name)
        return (one.email or one.name if one else "") or name

    def step(self, step: Membership, kind: ResidualKind, told: str, end: str) -> Residual:
        """A residual for what an account is in, has or owns."""
        told_, sure = {"condition": step.condition, "until": step.until}, step.verdict
        return self.of(step.member, kind, step.container, told, end, verdict=sure, **told_)  # type: ignore[arg-type]  # by their names

    def held(self, holding: Holding, kind: ResidualKind, told: str, end: str, *, outside: bool = False) -> Residual:
        """A residual for a grant on something."""
        grant, carried = holding.grant, holding.carried
        return self.of(
            holding.owner or grant.principal,
            kind,
            carried.resource,
            told,
            end,
            count=carried.count,
            verdict=grant.verdict,
            condition=grant.condition,
            until=grant.until,
            outside=outside,
        )

    def whom(self, name: str) -> tuple[str, bool]:
        """What people call whoever has something, and whether that is somebody outside the organisation, or anybody."""
        one = self.traces.principal(name) or replace(imagined(name), status=UNLISTED)
        match one.kind:
            case PrincipalKind.LINK:
                return "anyone with the link", True
            case PrincipalKind.EVERYONE:
                return "anyone" if name == PUBLIC else one.name, True
            case PrincipalKind.DOMAIN:
                scheme, _, rest = name.partition("://")
                word, _, domain = rest.partition("/")
                own = f"{scheme}://domain/{domain}" in self.traces.principals
                return f"whoever is of {one.name}" + (" and has the link" if word.endswith("-link") else ""), not own
            case _:
                guest, unlisted = one.attribute("guest") == "true", one.status == UNLISTED
                said = f" ({'a guest' if guest else 'on no list that was read'})" if guest or unlisted else ""
                return f"{one.email or one.name}{said}", guest or unlisted


def folded(holdings: Iterable[Holding], kinds: frozenset[str] = FILES) -> Iterator[Holding]:
    """The holdings, those of the given kinds as one for each grant and owner: all that carries it, by the first."""
    many = defaultdict[tuple[Grant, str, str], list[Holding]](list)
    for one in holdings:
        if one.carried.kind in kinds:
            many[one.grant, one.owner, one.carried.kind].append(one)
        else:
            yield one
    for held in many.values():
        first = min(held, key=lambda one: one.carried.resource)
        yield replace(first, carried=replace(first.carried, count=sum(one.carried.count for one in held)))


def thing(holding: Holding) -> str:
    """What carries a grant, for people: one by its name, several by their number and the first of them."""
    carried = holding.carried
    named, kind = carried.name or carried.resource, carried.kind.replace("-", " ")
    if carried.count > 1:
        return f"{carried.count:,} {_several(kind)}, {named} among them"
    return named if named.lower() == kind else f"the {kind} {named}"


def _several(kind: str) -> str:
    if kind.endswith("y"):
        return f"{kind[:-1]}ies"
    return f"{kind}es" if kind.endswith("x") else f"{kind}s"


def doing(levels: Level) -> str:
    """What a grant lets do: `find and read`; `manage` alone where it gives no content."""
    *most, last = words(Level(levels & CONTENT) or levels).split(", ")
    return f"{', '.join(most)} and {last}" if most else last


def merged(found: Iterable[Residual]) -> tuple[Residual, ...]:
    """Sorted, outsiders first; what differs in its number alone is one, with the numbers added."""
    by_thing: dict[Residual, int] = {}
    for each in found:
        key = replace(each, count=0)
        by_thing[key] = by_thing.get(key, 0) + each.count
    made = (replace(each, count=count) for each, count in by_thing.items())
    order = list(ResidualKind)
    return tuple(sorted(made, key=lambda each: (order.index(each.kind), not each.outside, each.account, each.what, each.words)))
