"""All that a check looks at, indexed once: the policy, who reaches what in the policy's words, and where things lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.check.access import Access, Desk, grouped
from audit.check.environments import Environments, places_in
from audit.check.mailboxes import Mailbox, mailboxes_of
from audit.check.rules import Rules
from audit.check.stores import Stores, stores_in
from audit.check.who import Roster
from audit.model.facts import Gap
from audit.model.finding import FindingKind
from audit.model.reach import Subject, SubjectKind
from audit.ports import Facts, Provider
from audit.resolve import Resolved
from audit.resolve.identities import Identities
from policies.language import Asset, Policy, Where
from policies.selectors import is_special
from policies.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class World:
    """One run held beside one policy on one day. `assets` are those in sight: a command may have left systems out.

    `gaps` pairs each asset with what darkens it, `empty` each asset with a place that matches nothing.
    """

    policy: Policy
    as_of: date
    say: Wording  # in whose language findings are told
    roster: Roster
    rules: Rules
    assets: Mapping[str, Asset]
    special: frozenset[str]  # the assets with data of Art. 9 or 10
    access: tuple[Access, ...]  # by asset, then by subject
    identities: Identities
    subjects: Mapping[str, Subject]  # who each principal is
    stores: Stores
    environments: Environments
    mailboxes: tuple[Mailbox, ...]  # of people who have left
    gaps: tuple[tuple[str, Gap], ...]
    empty: tuple[tuple[str, Where], ...]

    def built_in(self, kind: FindingKind) -> bool:
        """Whether a built-in check is on: the house rules can switch it off, with a reason."""
        return all(name != kind for name, _ in self.policy.house_rules.off)

    def on(self, asset: str) -> tuple[Access, ...]:
        """Who reaches one asset."""
        start = bisect_left(self.access, asset, key=_asset)
        return self.access[start : bisect_right(self.access, asset, lo=start, key=_asset)]

    def is_dark(self, asset: str) -> bool:
        """Whether a gap lies over the asset."""
        return any(name == asset for name, _ in self.gaps)


def _asset(access: Access) -> str:
    return access.asset.id


def see(
    policy: Policy, facts: Facts, resolved: Resolved, as_of: date, providers: Sequence[Provider], *, say: Wording | None = None
) -> World:
    """Builds the world: each fact is looked at once, each distinct question to the rules answered once. It speaks English unless told otherwise."""
    roster, rules = Roster.of(policy), Rules.of(policy)
    gaps = tuple(sorted({(asset, gap) for asset, _, gap in resolved.gaps}))
    assets = _in_sight(policy, frozenset({*(asset for asset, _ in gaps), *(cell.asset for cell in resolved.cells)}))
    subjects = {name: resolved.identities.subject(name) for name in sorted(resolved.identities.principals)}
    left = frozenset(person.id for person in policy.people if person.has_left(as_of))
    desk = Desk(roster, rules.allow, resolved.identities.principal, as_of)
    return World(
        policy=policy,
        as_of=as_of,
        say=say or wording("en"),
        roster=roster,
        rules=rules,
        assets={asset.id: asset for asset in assets},
        special=frozenset(asset.id for asset in assets if is_special(asset, policy)),
        access=grouped(assets, desk.entries(resolved.reaches)),
        identities=resolved.identities,
        subjects=subjects,
        stores=Stores.of(policy, stores_in(facts), providers),
        environments=places_in(facts),
        mailboxes=mailboxes_of(facts, {name: subject.id for name, subject in subjects.items() if _is_of(subject, left)}),
        gaps=gaps,
        empty=tuple(sorted(resolved.empty, key=lambda pair: (pair[0], pair[1].at, pair[1].ref))),
    )


def _is_of(subject: Subject, people: frozenset[str]) -> bool:
    return subject.kind is SubjectKind.PERSON and subject.id in people


def _in_sight(policy: Policy, seen: frozenset[str]) -> tuple[Asset, ...]:
    return tuple(asset for asset in policy.assets if asset.id in seen)
