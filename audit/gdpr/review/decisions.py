"""What came back of a review pack, held against the run that it names: decisions that count, and why the others don't."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.check.wording import cut
from audit.errors import UsageError
from audit.gdpr.review.body import Counted, Decisions, Fault, Why, names
from audit.gdpr.review.deciders import gains, is_entitled, may_decide
from audit.gdpr.review.lines import Line, Pack
from audit.gdpr.review.sheet import Row, plain
from audit.gdpr.review.tables import DECISIONS, GAP, LANGUAGE, OWNER, POLICY, RUN, TO_FILL_IN, WORDS, tables
from audit.people.whom import named
from audit.runs import chain
from policies.language import Asset, Decision, Policy
from policies.validate import is_date
from policies.wording import LANGUAGES, Wording, wording

_LINE = re.compile(r"[0-9a-f]{16}-f?r?c?s?m?")
_ABOUT = (RUN, POLICY, OWNER, LANGUAGE)
_LONGEST = 2000  # characters of a reason, as the policy's schema has it


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says that it is of."""

    run: str
    policy: str
    owner: str
    language: str


def claim(rows: Sequence[Row]) -> Claim:
    """Which pack a file was. Raises UsageError for one that does not say it, or says two things."""
    said = {key: {row.cells[1].strip() for row in rows if row.cells[0] == key and len(row.cells) > 1} for key in _ABOUT}
    for key, values in said.items():
        if len(values) != 1:
            what = f"names {len(values)} of" if values else "does not say"
            raise UsageError(f"this file {what} the {key} of the review", "read back one whole pack, its first sheet (or table) included")
    made = Claim(*(values.pop() for values in said.values()))
    if made.language not in LANGUAGES:
        raise UsageError(f"this file says that its language is {made.language}", f"known: {', '.join(LANGUAGES)}")
    return made


def decisions(pack: Pack, rows: Sequence[Row], language: str, policy: Policy, today: date) -> Decisions:
    """Every row judged. `policy` is the one in force: it says who owns, who decides and who works here.

    Raises UsageError where the columns are not those of the pack.
    """
    judge = _Judge(pack, _expected(pack, language), policy, today, wording(language))
    judged = [judge.row(row) for row in _lines_of(pack, rows, language)]
    faults = [fault for found, _ in judged for fault in found]
    counted = [line for _, line in judged if line]
    there = {row.cells[0].strip() for row in rows}
    faults += [Fault(Why.OPEN, "", line.id, ", ".join(line.may_decide)) for line in pack.lines if line.id not in there]
    done, dark = {each.line for each in counted}, {asset for asset, _ in pack.gaps}
    whole = tuple(asset.id for asset in pack.assets if asset.id not in dark and all(line.id in done for line in pack.of(asset.id)))
    return Decisions(pack.run, pack.owner, tuple(sorted(counted, key=_order)), tuple(faults), whole, len(pack.lines) - len(counted))


def _order(counted: Counted) -> tuple[str, str, str]:
    return counted.asset, counted.subject, counted.line


def _expected(pack: Pack, language: str) -> Mapping[str, tuple[str, ...]]:
    _, *of_assets = tables(pack, wording(language))
    return {row[0]: tuple(map(plain, row[:-TO_FILL_IN])) for table in of_assets for row in table.rows}


def _lines_of(pack: Pack, rows: Sequence[Row], language: str) -> Iterator[tuple[Row, int]]:
    """The rows that are not those of the first table or names of columns, each with how often its line is there."""
    about, *of_assets = tables(pack, wording(language))
    often = Counter(row.cells[0].strip() for row in rows)
    for row in rows:
        first = row.cells[0].strip()
        if first in (*_ABOUT, WORDS, GAP, about.columns[0]):
            continue
        if of_assets and first == of_assets[0].columns[0]:
            if tuple(cell.strip() for cell in row.cells) != of_assets[0].columns:
                raise UsageError(f"the columns at {row.where} are not those of the pack", "leave the columns and their names as they are")
            continue
        yield row, often[first]


@dataclass(frozen=True, slots=True)
class _Judge:
    pack: Pack
    expected: Mapping[str, tuple[str, ...]]
    policy: Policy
    today: date
    say: Wording

    def row(self, found: tuple[Row, int]) -> tuple[tuple[Fault, ...], Counted | None]:
        """What is wrong with a row; the decision where nothing is."""
        row, often = found
        name = row.cells[0].strip()
        line = next((each for each in self.pack.lines if each.id == name), None)
        if line is None:
            why = Why.UNKNOWN_LINE if _LINE.fullmatch(name) else Why.STRAY_ROW
            return (Fault(why, row.where, name[:100]),), None
        known = self.expected[line.id]
        cells = tuple(map(plain, row.cells)) + ("",) * (len(known) + TO_FILL_IN - len(row.cells))
        wrong = [(Why.TWICE, "")] if often > 1 else []
        wrong += [(Why.CHANGED, cell) for cell, as_it_was in zip(cells, known, strict=False) if cell != as_it_was]
        wrong += [(Why.CHANGED, cell) for cell in cells[len(known) + TO_FILL_IN :] if cell]
        decided = _Cells(*cells[len(known) : len(known) + TO_FILL_IN])
        wrong += self.filled_in(decided, line)
        if wrong:
            return tuple(Fault(why, row.where, line.id, told) for why, told in wrong), None
        return (), self.counted(decided, line)

    def filled_in(self, decided: "_Cells", line: Line) -> Iterator[tuple[Why, str]]:
        if not any((decided.decision, decided.reason, decided.by, decided.on)):
            yield Why.OPEN, ", ".join(line.may_decide)
            return
        decision = decided.what()
        if decision is None:
            yield Why.NO_SUCH_DECISION, decided.decision
        if decision is Decision.REMOVE and not decided.reason:
            yield Why.NO_REASON, ""
        if len(decided.reason) > _LONGEST:
            yield Why.LONG_REASON, ""
        on = date.fromisoformat(decided.on) if is_date(decided.on) else None
        yield from self.day(on, decided.on)
        yield from self.decider(decided.by, line, on or self.today)

    def day(self, on: date | None, text: str) -> Iterator[tuple[Why, str]]:
        if on is None:
            yield Why.NO_DAY, text
        elif on < chain.day(self.pack.run):
            yield Why.TOO_EARLY, text
        elif on > self.today:
            yield Why.TOO_LATE, text

    def decider(self, name: str, line: Line, on: date) -> Iterator[tuple[Why, str]]:
        asset = self.asset(line.asset)
        entitled = ", ".join(may_decide(self.policy, asset, line.subject, on))
        who = named(self.policy, name)
        if not name:
            yield Why.NO_DECIDER, entitled
        elif who is None:
            yield Why.UNKNOWN_DECIDER, name
        elif gains(who, line.subject):
            yield Why.DECIDER_GAINS, entitled
        elif not is_entitled(self.policy, who, asset, on):
            yield Why.NOT_ENTITLED, entitled

    def asset(self, name: str) -> Asset:
        """As it is owned now; as it was where the inventory no longer has it."""
        return next(asset for asset in (*self.policy.assets, *self.pack.assets) if asset.id == name)

    def counted(self, decided: "_Cells", line: Line) -> Counted:
        decision, who = decided.what(), named(self.policy, decided.by)
        assert decision
        assert who
        return Counted(
            line=line.id,
            asset=line.asset,
            subject=str(line.subject),
            levels=names(line.levels),
            decision=decision,
            reason=decided.reason,
            decided_by=who.id,
            decided_on=date.fromisoformat(decided.on),
            uncovered=bool(line.uncovered),
            undo=cut(line.path, self.say) if decision is Decision.REMOVE else "",
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    """What was filled in."""

    decision: str
    reason: str
    by: str
    on: str

    def what(self) -> Decision | None:
        """The decision, in any of the languages."""
        said = self.decision.casefold()
        return next(
            (each for each, word in DECISIONS.items() for language in LANGUAGES if said == wording(language)(word).casefold()), None
        )
