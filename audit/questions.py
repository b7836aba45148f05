"""What a run held against a policy answers: one report for each question that the command line takes."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from audit.check.access import Entry
from audit.check.world import see
from audit.checked import checked_rules, told_waivers
from audit.errors import UsageError
from audit.model.drift import Change
from audit.model.facts import Gap, Pairs, Principal, pairs
from audit.model.finding import order
from audit.model.head import Head
from audit.model.overview import Overview
from audit.model.paper import Paper
from audit.model.reach import Reach, Subject, SubjectKind
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from audit.naming import names_in
from audit.pipeline import Held
from audit.plugins import nearest
from audit.pseudonyms import by_number, hides_names, pseudonyms
from audit.resolve.names import domain_of, within
from audit.resolve.paths import paths
from audit.saying import subject_in_short
from policies.language import Policy
from policies.levels import CONTENT, Level, highest
from policies.wording import wording

Answer = TypeVar("Answer", CheckReport, ReachReport, WhyReport, Paper)


def check_report(held: Held, since: str = "", known: frozenset[str] = frozenset(), overview: Overview | None = None) -> CheckReport:
    """Every finding; new are those that the run `since`, whose findings are `known`, did not have."""
    reaches = held.resolved.reaches
    new = frozenset(finding.fingerprint for finding in held.findings) - known if since else frozenset()
    persons = {reach.subject for reach in reaches if reach.subject.kind is SubjectKind.PERSON}
    policy, say, in_sight = held.plan.policy, wording(held.plan.language), _in_sight(held)
    report = CheckReport(
        head_of(held),
        held.findings,
        len(reaches),
        len(persons),
        len(in_sight),
        since,
        new,
        rules=checked_rules(policy, say, frozenset(in_sight)),
        waivers=told_waivers(policy, say),
        overview=overview,
    )
    return named(report, held)


def drift_report(before: Held, after: Held, changes: tuple[Change, ...]) -> DriftReport:
    """Two runs compared, with the findings that the changes name."""
    named = {fingerprint for change in changes for fingerprint in (*change.findings_new, *change.findings_gone)}
    findings = {finding.fingerprint: finding for finding in (*before.findings, *after.findings) if finding.fingerprint in named}
    report = DriftReport(head_of(before), head_of(after), changes, tuple(sorted(findings.values(), key=order)))
    hidden = hides_names(report, after.plan.policy)
    names = dict((*names_of(report, before, hidden=hidden), *names_of(report, after, hidden=hidden)))
    return replace(report, after=replace(report.after, names=pairs(names)))


def who(held: Held, asset: str) -> ReachReport:
    """Who reaches an asset. Raises UsageError for one that is not in the inventory."""
    known_asset(held.plan.policy, asset)
    entries = (entry for entry in _entries(held) if entry.reach.asset == asset)
    say = wording(held.plan.language)
    return _reach_report(held, say("who reaches {asset}", asset=asset), entries, _gaps(held, asset))


def what(held: Held, name: str) -> ReachReport:
    """What a person, service or other subject reaches; of staff also what everyone in the organisation does. Raises UsageError for one that nobody knows."""
    subject, entries = reaching(held, name)
    say, gaps = wording(held.plan.language), tuple(sorted({gap for _, _, gap in held.resolved.gaps}))
    return _reach_report(held, say("what {subject} reaches", subject=subject_in_short(subject, say)), entries, gaps)


def reaching(held: Held, name: str) -> tuple[Subject, tuple[Entry, ...]]:
    """Whom a word means, and each reach of theirs with what the rules say; of staff also what everyone in the organisation does.

    Raises UsageError for somebody that nobody knows.
    """
    subject = known_subject(held, name)
    wanted = {subject, Subject(SubjectKind.COMPANY)} if _is_staff(held, subject) else {subject}
    return subject, tuple(entry for entry in _entries(held) if entry.reach.subject in wanted)


def _is_staff(held: Held, subject: Subject) -> bool:
    """Whether it is a person of ours with an account in one of the organisation's own domains."""
    person = next((each for each in held.plan.policy.people if subject == Subject(SubjectKind.PERSON, each.id)), None)
    organisation = held.plan.policy.organisation
    if person is None or person.of or organisation is None:
        return False
    accounts = (held.resolved.identities.principal(account) for account in held.resolved.identities.accounts(subject))
    return any(within(domain_of(account.email), owned) for account in accounts for owned in organisation.domains)


def why(held: Held, name: str, asset: str) -> WhyReport:
    """By which paths a subject reaches an asset: one for the content and one for the settings of each reach."""
    known_asset(held.plan.policy, asset)
    subject = known_subject(held, name)
    mine = [reach for reach in held.resolved.reaches if reach.subject == subject and reach.asset == asset]
    asked = [replace(reach, levels=part) for reach in mine for part in (reach.levels & CONTENT, reach.levels & Level.MANAGE) if part]
    found = paths(
        held.resolved, held.run, held.providers, [(reach, highest(reach.levels)) for reach in asked], say=wording(held.plan.language)
    )
    findings = tuple(finding for finding in held.findings if finding.subject == subject and finding.asset == asset)
    return named(WhyReport(head_of(held), subject, asset, tuple(zip(asked, found, strict=True)), findings, _gaps(held, asset)), held)


def known_asset(policy: Policy, name: str) -> None:
    """Raises UsageError, with the nearest name, for an asset that is not in the inventory."""
    known = tuple(asset.id for asset in policy.assets)
    if name not in known:
        raise UsageError(f"no asset is named {name}", nearest(name, known))


def known_subject(held: Held, name: str) -> Subject:
    """The subject meant by an id (`p21`), a full name (`service:shop-app`), an address or the id of an account.

    Raises UsageError for one that neither the policy nor the run knows, or that means several.
    """
    known = _subjects(held.plan.policy) | {reach.subject for reach in held.resolved.reaches}
    people = {
        person.id for person in held.plan.policy.people if name.lower() in (address.lower() for address in (person.email, *person.aliases))
    }
    found = {each for each in known if name in (str(each), each.id) or (each.kind is SubjectKind.PERSON and each.id in people)}
    found = found or {held.resolved.identities.subject(each.id) for each in held.run.principals() if name.lower() in _called(each)}
    if len(found) > 1:
        raise UsageError(f"{name} means several", f"say which: {', '.join(sorted(map(str, found)))}")
    if not found:
        raise UsageError(
            f"neither the policy nor the run knows {name}",
            nearest(name, tuple(sorted({text for each in known for text in (str(each), each.id) if text}))),
        )
    return found.pop()


def _called(principal: Principal) -> set[str]:
    """What somebody may type to mean a principal."""
    return {text.lower() for text in (principal.id, principal.email, principal.name)}


def _subjects(policy: Policy) -> set[Subject]:
    """Everybody that the policy names."""
    named = (
        (SubjectKind.PERSON, policy.people),
        (SubjectKind.SERVICE, policy.services),
        (SubjectKind.EMERGENCY, policy.emergency),
        (SubjectKind.PROCESSOR, policy.processors),
        (SubjectKind.RECIPIENT, policy.recipients),
    )
    return {Subject(kind, each.id) for kind, group in named for each in group}


def head_of(held: Held) -> Head:
    """Which run and policy a report on it speaks of."""
    manifest, policy = held.run.manifest, held.plan.policy
    return Head(
        run=held.run.id,
        at=manifest.at,
        as_of=held.as_of,
        policy_digest=policy.digest,
        tool_version=manifest.tool_version,
        organisation=policy.organisation.name if policy.organisation else "",
        coverage=tuple(held.run.coverage()),
        gaps=tuple(held.run.gaps()),
        left_out=tuple(sorted(held.plan.left_out)),
        begun=manifest.begun,
        language=held.plan.language,
        policy=_first_file(policy),
    )


def _first_file(policy: Policy) -> str:
    """The first file of the policy, in its folder."""
    names = [name for name, _ in policy.files if name.endswith((".yaml", ".yml"))]
    return (PurePosixPath(policy.folder) / names[0]).as_posix() if names else ""


def _in_sight(held: Held) -> list[str]:
    """The assets that the command was not told to leave out, whole."""
    return [
        asset.id
        for asset in held.plan.policy.assets
        if not {where.system for where in asset.where} <= held.plan.left_out or not asset.where
    ]


def _entries(held: Held) -> Iterable[Entry]:
    world = see(held.plan.policy, held.run, held.resolved, held.as_of, held.providers)
    return (entry for access in world.access for entry in access.entries)


def _gaps(held: Held, asset: str) -> tuple[Gap, ...]:
    return tuple(sorted({gap for name, _, gap in held.resolved.gaps if name == asset}))


def _reach_report(held: Held, question: str, entries: Iterable[Entry], gaps: tuple[Gap, ...]) -> ReachReport:
    told = sorted(((entry.reach, covering(entry)) for entry in entries), key=lambda pair: _order(pair[0]))
    reaches = tuple(reach for reach, _ in told)
    met = {name for reach in reaches for name in (reach.account, reach.principal)}
    principals = tuple(principal for principal in held.run.principals() if principal.id in met)
    report = ReachReport(head_of(held), question, reaches, tuple(rules for _, rules in told), principals, gaps)
    if hides_names(report, held.plan.policy):
        report = replace(report, principals=by_number(principals, held.resolved.identities))
    return named(report, held)


def named(report: Answer, held: Held) -> Answer:
    """The report with the names of what it speaks of. Raises RunError for a run that can't be read."""
    names = names_of(report, held, hidden=hides_names(report, held.plan.policy))
    return replace(report, head=replace(report.head or head_of(held), names=names))


def to_act_on(paper: Paper, held: Held) -> Paper:
    """A paper with the names of what it speaks of, people's accounts among them: whoever ends an access has to name it."""
    return replace(paper, head=replace(paper.head or head_of(held), names=names_of(paper, held, hidden=False)))


def names_of(report: object, held: Held, *, hidden: bool) -> Pairs:
    """What people call whatever a report names by an id that tells nothing; when `hidden`, people on the roster by their number alone.

    Raises RunError for a run that can't be read.
    """
    identities = held.resolved.identities
    language = report.language if isinstance(report, Paper) else held.plan.language
    names = names_in(report, identities.principals, held.run, wording(language))
    if not hidden:
        return names
    numbers = pseudonyms(report, identities, held.plan.policy)
    known = dict(numbers)
    said = ((name, known.get(text, text)) for name, text in names)  # what a file is called may be an address
    return pairs({**dict(said), **known})


def covering(entry: Entry) -> tuple[str, ...]:
    """The allow rules that cover the reach; none when they leave a level of it uncovered."""
    covered = not entry.reach.levels & ~entry.allowed
    return tuple(sorted(allow.id for allow in entry.allows)) if covered else ()


def _order(reach: Reach) -> tuple[str, ...]:
    return (str(reach.subject), reach.asset, reach.part, reach.account, reach.principal, reach.resource)
