"""What one reader is told of a night: what is new by cause, what is overdue, what ends, who left, what could not be read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from audit.exit_code import coverage_lost
from audit.gdpr.agreements.endings import Ending, EndKind, endings
from audit.model.drift import CauseKind, Change
from audit.model.finding import Finding, FindingKind, Outcome, order
from audit.notify.readers import Audience, Reader, Unreached
from audit.people.leaver import Leaver
from audit.pipeline import Held
from audit.questions import head_of
from policies.language import About, Notify, Severity
from policies.wording import wording

_OF_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: no path and no evidence, which the reader asks for where they are needed. `since`: the first night that has it."""

    fingerprint: str
    rule: str
    kind: FindingKind
    outcome: Outcome
    severity: Severity
    asset: str
    sentence: str
    remedy: str
    owner: str
    since: date
    due: date | None = None  # the day after which it is open too long
    new: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """An asset that the reader is told of: its label in their language, and how many findings are open there. An empty id: of no asset."""

    asset: str
    label: str
    open: int = 0


@dataclass(frozen=True, slots=True)
class NewByCause:
    """What came by one cause; without words where none is known."""

    cause: str
    what: str
    findings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Somebody who left and of whom something is there that should be gone. `newest`: the last day by which one of these should be."""

    person: str
    ends: date | None
    count: int
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one reader is told. `since` is the run that they were last told of; empty: this is the first time, and `new` has only counts.

    `open` counts all that is open by severity, `new_counts` what is new of it. `gone` counts what is no longer found.
    """

    reader: str
    about: About
    organisation: str
    run: str
    as_of: date
    since: str
    assets: tuple[Concern, ...]
    open: tuple[tuple[str, int], ...]
    new_counts: tuple[tuple[str, int], ...]
    new: tuple[NewByCause, ...]
    overdue: tuple[Told, ...]
    ends: tuple[Ending, ...]
    left_behind: tuple[LeftBehind, ...]
    dark: tuple[Told, ...]
    no_longer_read: tuple[str, ...]
    gone: int
    instead_of: tuple[Unreached, ...]
    left_out: tuple[str, ...]

    @property
    def count_new(self) -> int:
        """How many findings are new."""
        return sum(count for _, count in self.new_counts)


@dataclass(frozen=True, slots=True)
class Picture:
    """All that digests of a night are made of. `before` is the night that the reader was last told of, with what differs since."""

    now: Held
    notify: Notify
    audience: Audience
    seen: Mapping[str, date]
    leavers: tuple[Leaver, ...] = ()
    before: Held | None = None
    changes: tuple[Change, ...] = ()


def digest(picture: Picture, reader: Reader) -> Digest:
    """What a reader is told. Findings of an asset go to its owner, others to whoever is told of the rest."""
    now, before, view = picture.now, picture.before, _View(picture, reader)
    there = sorted((each for each in now.findings if view.shows(each)), key=order)
    was = {each.fingerprint for each in before.findings if _is_open(each)} if before else set[str]()
    opened = [each for each in there if _is_open(each) and each.kind is not FindingKind.GAP]
    fresh = {each.fingerprint: each for each in opened if each.fingerprint not in was}
    rest = view.is_of(_OF_NOBODY)
    return Digest(
        reader=reader.id,
        about=reader.line.about,
        organisation=now.plan.policy.organisation.name if now.plan.policy.organisation else "",
        run=now.run.id,
        as_of=now.as_of,
        since=before.run.id if before else "",
        assets=tuple(view.concerns(opened)),
        open=_counted(opened),
        new_counts=_counted(fresh.values()),
        new=tuple(view.by_cause(dict(fresh))) if before else (),
        overdue=tuple(view.told(each) for each in opened if view.is_late(each) and (before is None or each.fingerprint not in fresh)),
        ends=tuple(view.ends()),
        left_behind=tuple(_left_behind(picture.leavers)) if rest else (),
        dark=tuple(view.told(each, new=each.fingerprint not in was) for each in there if each.kind is FindingKind.GAP),
        no_longer_read=coverage_lost(head_of(before), head_of(now)) if before and rest else (),
        gone=len(view.gone(before)) if before else 0,
        instead_of=picture.audience.unreached if reader.line.about is About.REST else (),
        left_out=tuple(sorted(now.plan.left_out)),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """The night as one reader sees it."""

    picture: Picture
    reader: Reader

    def is_of(self, owner: str) -> bool:
        """Whether they are told of what is this owner's; empty: what is nobody's."""
        return self.reader.is_told_of(owner, self.picture.audience.told)

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is told at all, and to them. What is only noted is not; a waiver that lapsed is among what ends."""
        return finding.outcome is not Outcome.NOTICE and self.is_of(finding.owner)

    def gone(self, before: Held) -> set[str]:
        """What they were told of and is no longer there. What could not be read this time is not gone."""
        ended = {name for each in self.picture.changes if each.cause.kind is not CauseKind.COVERAGE for name in each.findings_gone}
        return {each.fingerprint for each in before.findings if each.fingerprint in ended and _is_open(each) and self.shows(each)}

    def concerns(self, opened: Iterable[Finding]) -> Iterator[Concern]:
        """Their assets, those with most findings first; of no asset where there is one."""
        count, say = Counter(each.asset for each in opened), wording(self.reader.language)
        mine = [asset for asset in self.picture.now.plan.policy.assets if self.is_of(asset.owner)]
        found = [Concern(asset.id, say.label(asset.label, asset.id), count[asset.id]) for asset in mine]
        found += [Concern("", "", count[""])] if count[""] else []
        yield from sorted(found, key=lambda each: (-each.open, each.asset))

    def told(self, finding: Finding, *, new: bool = False) -> Told:
        return Told(
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            kind=finding.kind,
            outcome=finding.outcome,
            severity=finding.severity,
            asset=finding.asset,
            sentence=finding.sentence,
            remedy=finding.remedy,
            owner=finding.owner,
            since=self.since(finding),
            due=self.due(finding),
            new=new,
        )

    def since(self, finding: Finding) -> date:
        return self.picture.seen.get(finding.fingerprint, self.picture.now.as_of)

    def due(self, finding: Finding) -> date:
        return dict(self.picture.notify.overdue_after)[finding.severity].after(self.since(finding))

    def is_late(self, finding: Finding) -> bool:
        return self.due(finding) < self.picture.now.as_of

    def by_cause(self, waiting: dict[str, Finding]) -> Iterator[NewByCause]:
        """Each under the first cause that names it, the worst cause first."""
        found: list[NewByCause] = []
        for change in self.picture.changes:
            mine = [waiting.pop(name) for name in change.findings_new if name in waiting]
            if mine:
                told = tuple(self.told(each, new=True) for each in sorted(mine, key=order))
                found.append(NewByCause(str(change.cause.kind), change.cause.what, told))
        if waiting:
            found.append(NewByCause("", "", tuple(self.told(each, new=True) for each in waiting.values())))
        weights = list(Severity)
        yield from sorted(found, key=lambda each: weights.index(each.findings[0].severity))

    def ends(self) -> Iterator[Ending]:
        """What ends, to the owners of the assets that it is about; what is about none goes to whoever is told of the rest."""
        policy, now = self.picture.now.plan.policy, self.picture.now
        owners = {asset.id: asset.owner for asset in policy.assets}
        waived = {each.id: each.which for each in policy.waivers}
        rules = {each.id: each.which for each in policy.allow}
        for each in endings(policy, now.as_of, self.picture.notify.ending_within):
            match each.kind:
                case EndKind.ALLOW:
                    about = {owners.get(name, _OF_NOBODY) for name in rules[each.id]}
                case EndKind.WAIVER:
                    about = {owners.get(waived[each.id], _OF_NOBODY)}
                case _:
                    about = {_OF_NOBODY}
            if any(map(self.is_of, about)):
                yield each


def _is_open(finding: Finding) -> bool:
    return not finding.waived_by


def _counted(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    counts = Counter(each.severity for each in findings)
    return tuple((str(severity), counts[severity]) for severity in Severity if counts[severity])


def _left_behind(leavers: Iterable[Leaver]) -> Iterator[LeftBehind]:
    for each in leavers:
        late = [one for one in each.left if one.late]
        if late and not each.notice:
            yield LeftBehind(each.person, each.ends, len(late), max((one.by for one in late if one.by), default=None))
