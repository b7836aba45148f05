"""What the runs of a window did not read, and what they are worth."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from audit.gdpr.breach.body import Breach, Read
from audit.gdpr.breach.night import Remark
from audit.gdpr.breach.tables import moment
from audit.model.facts import CoverageStatus, Gap
from audit.model.paper import Heading, Paragraph, Part, Table, Tone
from policies.wording import Wording, msg

T = TypeVar("T", bound=Hashable)

_REMARKS = {
    Remark.POLICY_NOT_KEPT: msg("the policy of that night was not kept: held against the policy as it is"),
    Remark.POLICY_UNREADABLE: msg("the policy of that night can't be read by this version: held against the policy as it is"),
    Remark.NOT_IN_INVENTORY: msg("the inventory of that night did not have it: what was not collected for it is not known"),
    Remark.NOTHING_THERE: msg("nothing lay in one of its places"),
}
_STATUS = {
    CoverageStatus.PARTIAL: msg("in part"),
    CoverageStatus.DENIED: msg("denied"),
    CoverageStatus.UNSUPPORTED: msg("not supported"),
    CoverageStatus.COMPLETE: msg("whole"),
}


def not_read(breach: Breach, say: Wording) -> Iterator[Part]:
    """The runs that were looked at, the gaps over the asset and the surfaces that were not read whole, each with its nights."""
    yield Heading(say("The runs"))
    columns = (say("run"), say("night"), say("what it is worth"))
    yield Table(columns, tuple((read.run, _of(read, say), _worth(read, say)) for read in breach.runs), say("The runs"))
    yield Heading(say("What was not read"))
    every = len(breach.runs)
    if gaps := _nights((gap, read.run) for read in breach.runs for gap in read.gaps):
        named = (say("nights"), say("what"), say("why"), say("missing permission"))
        yield Table(named, tuple(_gap(gap, runs, every, say) for gap, runs in gaps.items()), say("What was not read"))
    if dark := _nights(((each.provider, each.surface, each.status, each.scope), read.run) for read in breach.runs for each in read.dark):
        yield Paragraph(
            say("Surfaces of its systems that were not read whole; where that touches this data, a gap above says so."), Tone.NOTE
        )
        surfaces = (say("nights"), say("provider"), say("surface"), say("how much was read"), say("where"))
        yield Table(surfaces, tuple(_surfaces(dark, every, say)), say("Surfaces"))
    if not gaps and not dark:
        yield Paragraph(say("On every run all surfaces of its systems were read whole."))


def _of(read: Read, say: Wording) -> str:
    return say("{run}, the last before these days", run=moment(read.run)) if read.before else moment(read.run)


def _worth(read: Read, say: Wording) -> str:
    if read.unread:
        return say("not read: {why}", why=read.unread)
    told = [say(_REMARKS[remark]) for remark in read.remarks]
    told += [say.many("{count} gap over it", "{count} gaps over it", len(read.gaps))] if read.gaps else []
    return "; ".join(told) or say("read whole")


def _nights(found: Iterable[tuple[T, str]]) -> Mapping[T, list[str]]:
    nights: defaultdict[T, list[str]] = defaultdict(list)
    for what, run in found:
        nights[what].append(run)
    return nights


def _when(runs: Sequence[str], every: int, say: Wording) -> str:
    return say("all of these runs") if len(runs) == every else ", ".join(map(moment, runs))


def _gap(gap: Gap, runs: list[str], every: int, say: Wording) -> tuple[str, ...]:
    return _when(runs, every, say), gap.scope, f"{gap.operation}: {gap.reason}" if gap.operation else gap.reason, gap.missing_permission


def _surfaces(dark: Mapping[tuple[str, str, CoverageStatus, str], list[str]], every: int, say: Wording) -> Iterator[tuple[str, ...]]:
    """One row for the surfaces of one place that were read alike on the same nights."""
    alike: defaultdict[tuple[tuple[str, ...], str, CoverageStatus, str], list[str]] = defaultdict(list)
    for (provider, surface, status, scope), runs in dark.items():
        alike[tuple(runs), provider, status, scope].append(surface)
    for (nights, provider, status, scope), surfaces in alike.items():
        yield _when(nights, every, say), provider, ", ".join(surfaces), say(_STATUS[status]), scope
