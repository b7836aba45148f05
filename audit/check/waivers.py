"""Waivers, applied last: they hide nothing. A finding that one covers stays, named by it, and fails nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from audit.check.found import Fault, Found, on_subject
from audit.check.who import words_of
from audit.check.world import World
from audit.model.finding import Finding, FindingKind, Outcome
from policies.language import Severity, Waiver
from policies.wording import Wording


def apply(world: World, found: Iterable[Found]) -> tuple[Found, ...]:
    """Every finding, with the waiver that counts for it; and a notice for each waiver that does not count, or that nothing needs."""
    counting = tuple(waiver for waiver in world.policy.waivers if not faults(waiver, world.as_of, world.say))
    waived = tuple(_waived(world, each, counting) for each in found)
    used = {each.finding.waived_by for each in waived}
    return (*waived, *_notices(world, waived, used))


def faults(waiver: Waiver, on: date, say: Wording) -> tuple[str, ...]:
    """Why a waiver does not count on that day: what the loader found in it, and what the day itself brings; empty when it does."""
    if waiver.problems:
        return waiver.problems
    if waiver.until is None or waiver.decided_on is None:
        return (say("it says not since when and until when"),)
    if waiver.until < on:
        return (say("it lapsed on {day}", day=waiver.until),)
    return (say("it is decided only on {day}", day=waiver.decided_on),) if waiver.decided_on > on else ()


def _waived(world: World, found: Found, waivers: tuple[Waiver, ...]) -> Found:
    match = next((waiver for waiver in waivers if matches(world, waiver, found.finding)), None)
    return replace(found, finding=replace(found.finding, waived_by=match.id)) if match else found


def matches(world: World, waiver: Waiver, finding: Finding) -> bool:
    """Whether a finding is the one that a waiver speaks of: its rule, its asset, and who it is about."""
    if waiver.rule != finding.rule or waiver.which not in ("", finding.asset):
        return False
    if waiver.who is None:
        return True
    return finding.subject is not None and waiver.who in words_of(world.roster, finding.subject, None, world.as_of)


def _notices(world: World, found: tuple[Found, ...], used: set[str]) -> Iterator[Found]:
    say = world.say
    for waiver in world.policy.waivers:
        if why := faults(waiver, world.as_of, say):
            returned = sum(matches(world, waiver, each.finding) for each in found)
            said = say("waiver {waiver} does not count: {why}", waiver=waiver.id, why="; ".join(why))
            if returned:
                said = say.many(
                    "{sentence}; the finding it was meant for counts again",
                    "{sentence}; each of the {count} findings it was meant for counts again",
                    returned,
                    sentence=said,
                )
            yield _notice(world, waiver, said, say("mend it, end it, or have it decided anew"))
        elif waiver.id not in used and not _is_unseen(world, waiver):
            said = say("nothing needs waiver {waiver}: no finding of {rule} matches it", waiver=waiver.id, rule=waiver.rule)
            yield _notice(world, waiver, said, say("take it out of the policy"))


def _is_unseen(world: World, waiver: Waiver) -> bool:
    """Of an asset that was not wholly read nobody knows whether the finding is still there."""
    return bool(waiver.which) and (waiver.which not in world.assets or world.is_dark(waiver.which))


def _notice(world: World, waiver: Waiver, sentence: str, remedy: str) -> Found:
    fault = Fault(kind=FindingKind.WAIVER, remedy=remedy, severity=Severity.LOW, place=waiver.at, scope=waiver.id)
    return on_subject(world.assets.get(waiver.which), None, fault, sentence, Outcome.NOTICE)
