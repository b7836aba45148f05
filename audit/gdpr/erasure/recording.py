"""What somebody wants to write into a request's log, checked before it is written: a log is evidence, and is never mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from audit.errors import UsageError
from audit.gdpr.erasure.case import GROUND, Case
from audit.gdpr.erasure.log import Extended, Reason, Recorded, Right
from audit.gdpr.erasure.phrases import EXCEPTIONS, GROUNDS
from audit.plugins import nearest
from policies.language import Policy

_EXCEPTIONS = {Right.ERASURE: tuple(EXCEPTIONS), Right.ACCESS: ("A15-4",), Right.OBJECTION: ("A21-1",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was done: steps, by whom, on which day, how many records; or that the answer takes longer, and why."""

    done: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    extend: str | None = None
    by: str = ""
    on: date | None = None
    count: int | None = None
    exception: str = ""
    ground: str = ""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.done or self.not_done or self.extend)


def lines(case: Case, wish: Wish) -> tuple[Recorded | Extended, ...]:
    """The lines to add. Raises UsageError for a step, a person, a day or an article that can't be."""
    if wish.nothing:
        if wish.by or wish.on or wish.exception or wish.ground or wish.count is not None:
            raise UsageError("nothing says what was done", "add --done PLACE")
        return ()
    if not case.kept:
        raise UsageError("there is no log to write it into", "name one: --log FILE")
    day = _day(case, wish)
    _somebody(case.policy, wish.by)
    for step in (*wish.done, *wish.not_done):
        if step not in case.steps:
            raise UsageError(f"the plan has no step {step}", nearest(step, case.steps))
    _articles(case, wish)
    found: list[Recorded | Extended] = [
        Recorded(step, day, wish.by, True, wish.count, wish.exception, wish.ground if step == GROUND else "") for step in wish.done
    ]
    found += [Recorded(step, day, wish.by, done=False) for step in wish.not_done]
    if wish.extend:
        found.append(_extension(case, Reason(wish.extend), wish.by, day))
    return tuple(found)


def _day(case: Case, wish: Wish) -> date:
    day, received = wish.on or case.today, case.log.request.received
    if not received <= day <= case.today:
        raise UsageError(f"{day} does not lie between {received}, when the request came in, and {case.today}", "mend --on")
    return day


def _somebody(policy: Policy, name: str) -> None:
    known = tuple(each.id for group in (policy.people, policy.services, policy.processors, policy.recipients) for each in group)
    if not name:
        raise UsageError("nobody is said to have done it", "add --by, with an id of the policy")
    if name not in known:
        raise UsageError(f"the policy has nobody with the id {name}", nearest(name, known))


def _articles(case: Case, wish: Wish) -> None:
    right = case.log.request.right
    grounds: Mapping[str, str] = GROUNDS[right]
    if GROUND in wish.done and not wish.ground:
        raise UsageError("the ground is not said", f"add --ground with one of {', '.join(grounds)}")
    if wish.ground and (GROUND not in wish.done or wish.ground not in grounds):
        raise UsageError(
            f"{wish.ground} is no ground here",
            f"--done {GROUND} --ground takes one of {', '.join(grounds)}" if grounds else "leave --ground out",
        )
    if wish.exception and wish.exception not in _EXCEPTIONS[right]:
        raise UsageError(f"{wish.exception} is no exception to this right", f"use one of {', '.join(_EXCEPTIONS[right])}")


def _extension(case: Case, reason: Reason, by: str, day: date) -> Extended:
    if day > case.clock.answer_by:
        raise UsageError(
            f"the person had to hear by {case.clock.answer_by} that it takes longer (Art. 12(3))",
            "answer now; a later extension does not hold",
        )
    return Extended(day, by, reason)
