"""Everything that is read, in parallel over accounts, regions and surfaces, and always in the same order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from audit.counting import Count, counted, nobody
from audit.errors import ProviderError
from audit.model.facts import Coverage, CoverageStatus, Gap
from providers.aws.collect import (
    athena,
    backup,
    dynamodb,
    ecr,
    efs,
    glue,
    iam,
    identity_center,
    kms,
    lambda_,
    organizations,
    rds,
    redshift,
    s3,
    secretsmanager,
    sns,
    sqs,
)
from providers.aws.collect.raw import MALFORMED, Raw
from providers.aws.collect.reader import Reader
from providers.aws.failures import CALL_ERRORS, FailureKind, failure
from providers.aws.identifiers import account_uri
from providers.aws.session import Sessions
from providers.aws.settings import AwsSettings
from providers.values import malformed

Collector = Callable[[Reader], Iterator[Raw]]

GLOBAL: dict[str, Collector] = {"iam": iam.collect, "s3": s3.collect}
REGIONAL: dict[str, Collector] = {
    "s3-access-points": s3.collect_access_points,
    "kms": kms.collect,
    "secretsmanager": secretsmanager.collect,
    "dynamodb": dynamodb.collect,
    "rds": rds.collect,
    "sqs": sqs.collect,
    "sns": sns.collect,
    "lambda": lambda_.collect,
    "ecr": ecr.collect,
    "efs": efs.collect,
    "backup": backup.collect,
    "glue": glue.collect,
    "athena": athena.collect,
    "redshift": redshift.collect,
}
HOME: dict[str, Collector] = {"identity-center": identity_center.collect}  # in each region of the caller's own account


@dataclass(frozen=True, slots=True)
class Swept:
    """What was read, what could not be, and how much of each surface that is."""

    raws: tuple[Raw, ...] = ()
    gaps: tuple[Gap, ...] = ()
    coverage: tuple[Coverage, ...] = ()


class _Task(NamedTuple):
    account: str
    region: str
    surface: str
    collector: Collector


@dataclass(frozen=True, slots=True)
class _Entry:
    """An account's door: the regions to read in it, and what went wrong on the way."""

    account: str
    regions: tuple[str, ...] = ()
    swept: Swept = Swept()
    open: bool = True


def sweep(sessions: Sessions, settings: AwsSettings, progress: Callable[[str], None] = lambda _: None, count: Count = nobody) -> Swept:
    """Reads everything. Raises ProviderError for a region in the settings that AWS does not have."""
    home = sessions.identity.account
    progress(f"aws: organisation, from account {home}")
    organisation = _run(sessions, _Task(home, "", "organizations", organizations.collect))
    accounts = settings.accounts or _accounts(organisation.raws) or (home,)
    with ThreadPoolExecutor(settings.workers) as pool:
        entries = list(pool.map(partial(_enter, sessions, settings), accounts))
        tasks = [task for entry in entries if entry.open for task in _tasks(entry, home)]
        progress(f"aws: {len(accounts)} accounts, {len(tasks)} surfaces")
        parts = list(counted(pool.map(partial(_run, sessions, progress=progress), tasks), len(tasks), count))
    members = tuple(Raw("account", account, "", {"Id": account}) for account in accounts)
    return _joined([Swept(members), _widened(organisation, home, accounts), *(entry.swept for entry in entries), *parts])


def _accounts(raws: Iterable[Raw]) -> tuple[str, ...]:
    """The organisation's accounts that can be entered; closed and suspended ones can't (Organizations User Guide, "Closing a member account")."""
    members = (raw.body for raw in raws if raw.kind == "org-account")
    return tuple(sorted(account["Id"] for account in members if account.get("Status", "ACTIVE") == "ACTIVE"))


def _tasks(entry: _Entry, home: str) -> Iterator[_Task]:
    yield from (_Task(entry.account, "", surface, collector) for surface, collector in GLOBAL.items())
    regional = REGIONAL | HOME if entry.account == home else REGIONAL
    yield from (_Task(entry.account, region, surface, collector) for region in entry.regions for surface, collector in regional.items())


def _run(sessions: Sessions, task: _Task, progress: Callable[[str], None] = lambda _: None) -> Swept:
    reader = Reader(sessions, task.surface, task.account, task.region)
    raws: list[Raw] = []
    try:
        raws.extend(task.collector(reader))
    except MALFORMED as error:
        reader.gap(f"read {task.surface}", malformed(error))
    progress(f"aws: {task.surface} of {' '.join(filter(None, (task.account, task.region)))}")
    return Swept(tuple(raws), reader.gaps, (reader.coverage(),))


def _enter(sessions: Sessions, settings: AwsSettings, account: str) -> _Entry:
    if account != sessions.identity.account and not settings.audit_role:
        return _shut(account, "the setting audit_role names no role to enter this account with", "sts:AssumeRole")
    try:
        sessions.enter(account)
    except CALL_ERRORS as error:
        told = failure(error)
        return _shut(account, f"the account can't be entered: {told.reason}", "sts:AssumeRole" if told.kind is FailureKind.DENIED else "")
    return _regions(sessions, settings, account)


def _shut(account: str, reason: str, missing: str) -> _Entry:
    """A closed door: one gap for the account, and no surface of it was read."""
    scope = account_uri(account)
    coverage = tuple(Coverage("aws", surface, scope, CoverageStatus.DENIED) for surface in (*GLOBAL, *REGIONAL))
    return _Entry(account, (), Swept((), (Gap("aws", "account", scope, "sts:AssumeRole", reason, missing),), coverage), open=False)


def _regions(sessions: Sessions, settings: AwsSettings, account: str) -> _Entry:
    """The regions that are enabled in the account (EC2 API Reference, DescribeRegions), those of the settings if there are any."""
    reader = Reader(sessions, "regions", account)
    answer = reader.ask("ec2", "DescribeRegions", AllRegions=True)
    if answer is None:
        swept = Swept((), () if settings.regions else reader.gaps, () if settings.regions else (reader.coverage(),))
        return _Entry(account, settings.regions, swept)
    enabled = {region["RegionName"]: region.get("OptInStatus") != "not-opted-in" for region in answer.get("Regions", ())}
    unknown = sorted(set(settings.regions) - set(enabled))
    if unknown:
        raise ProviderError(f"AWS has no region {unknown[0]}", "correct the setting regions of provider aws")
    wanted = settings.regions or tuple(enabled)
    return _Entry(account, tuple(sorted(region for region in wanted if enabled[region])), Swept((), (), (reader.coverage(),)))


def _widened(organisation: Swept, home: str, accounts: Sequence[str]) -> Swept:
    """What could not be read of the organisation as a whole darkens every account that is read, not the caller's own alone."""
    whole = [gap for gap in organisation.gaps if gap.scope == account_uri(home)]
    elsewhere = tuple(replace(gap, scope=account_uri(account)) for gap in whole for account in accounts if account != home)
    return replace(organisation, gaps=organisation.gaps + elsewhere)


def _joined(parts: Sequence[Swept]) -> Swept:
    return Swept(
        tuple(raw for part in parts for raw in part.raws),
        tuple(gap for part in parts for gap in part.gaps),
        tuple(row for part in parts for row in part.coverage),
    )
