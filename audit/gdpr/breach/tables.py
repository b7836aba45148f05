"""The rows of the tables of who could have reached an asset: one for each stretch of runs that show the same."""

from collections.abc import Iterable, Iterator

from audit.gdpr.access import able, levels, who
from audit.gdpr.breach.body import Breach, Line, Spell, Stay
from audit.model.reach import StepKind
from audit.naming import route
from policies.wording import Wording


def moment(run: str) -> str:
    """A run by its day and time, as people write them."""
    return f"{run[:10]} {run[11:13]}:{run[14:16]}"


def rows(lines: Iterable[Line], breach: Breach, say: Wording) -> tuple[tuple[str, ...], ...]:
    """who, could, part, seen, policy, path."""
    divided = any(part for line in breach.lines for stay in line.stays for part in stay.parts)
    return tuple(row for line in lines for row in _rows(line, say, divided=divided))


def _rows(line: Line, say: Wording, *, divided: bool) -> Iterator[tuple[str, ...]]:
    named = who(say, line.kind, line.id)
    if line.left_on:
        named = say("{who} (left on {day})", who=named, day=say.day(line.left_on))
    steps = line.ways[0].steps if line.ways else ()
    by = route(steps[1:] if steps and steps[0].kind is StepKind.JOINED else steps)
    for stay in line.stays:
        for number, spell in enumerate(stay.spells):
            untold = stay.untold if number == len(stay.spells) - 1 else ()
            could = "; ".join(able(say, each.verdict, each.levels, each.conditions) for each in spell.able)
            yield named, could, _parts(stay, say, divided=divided), _seen(spell, untold, say), _policy(spell, say), by


def _parts(stay: Stay, say: Wording, *, divided: bool) -> str:
    return (
        ", ".join(part or say("the rest") for part in sorted(stay.parts, key=lambda part: (not part, part)))
        if divided
        else say("all of it")
    )


def _seen(spell: Spell, untold: tuple[str, ...], say: Wording) -> str:
    if spell.runs == 1:
        told = say("on the run of {run}", run=moment(spell.first))
    else:
        told = say(
            "on every run from {first} to {last} ({count} runs)", count=spell.runs, first=moment(spell.first), last=moment(spell.last)
        )
    return say("{seen}; not known for {runs}", seen=told, runs=", ".join(map(moment, untold))) if untold else told


def _policy(spell: Spell, say: Wording) -> str:
    told = []
    if spell.allowed:
        told.append(say("allowed by {rules}", rules=", ".join(spell.allowed)))
    if spell.uncovered:
        told.append(say("no rule allows to {levels}", levels=levels(say, spell.uncovered)))
    if spell.forbidden:
        told.append(say("against {rules}", rules=", ".join(spell.forbidden)))
    return "; ".join(told)
