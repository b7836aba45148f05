"""The facts of a run as an evaluation sees them: who asks, with which policies; accounts with the units above them; resources."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from audit.model.facts import Gap, Membership, MembershipKind, Principal, PrincipalKind, Resource
from audit.ports import Facts
from providers.aws import kinds
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.context import MISSING, Shape, Values
from providers.aws.evaluate.policy import Policy, parse
from providers.aws.identifiers import account_uri
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.world import below, decoded

_POLICIES = {
    *(AttachmentKind.IDENTITY, AttachmentKind.BOUNDARY, AttachmentKind.TRUST),
    *(AttachmentKind.RESOURCE, AttachmentKind.SCP, AttachmentKind.RCP),
}
ABOUT_POLICIES = ("organizations",)  # surfaces of control policies


@dataclass(frozen=True, slots=True)
class Account:
    """An account: `units` hold its control policies, root first and itself last; `organisation` is empty when it is in none that is known."""

    number: str
    units: tuple[str, ...] = ()
    organisation: str = ""
    management: bool = False
    canonical: str = ""

    @property
    def org_path(self) -> str:
        """`o-1/r-1/ou-1/` (aws:PrincipalOrgPaths)."""
        return "/".join((self.organisation, *(unit.rpartition("/")[2] for unit in self.units[:-1]), ""))


class World:
    """Everything an evaluation asks for, indexed once. Each distinct document is parsed once. `answered`: what `kept` functions said of it."""

    def __init__(self, facts: Facts) -> None:
        self.answered: dict[tuple[object, ...], Any] = {}
        self.gaps: tuple[Gap, ...] = tuple(gap for gap in facts.gaps() if gap.provider == "aws")
        self.principals = {one.id: one for one in facts.principals() if one.provider == "aws"}
        self.resources = {one.id: one for one in facts.resources() if one.provider == "aws"}
        self.memberships: tuple[Membership, ...] = tuple(facts.memberships())
        self._held, self._settings, self.broken = _documents(facts)
        self.accounts = {account.number: account for one in self.principals.values() if (account := _account(one))}
        self.organisation = next((one.organisation for one in self.accounts.values() if one.organisation), "")
        self.canonical = {one.canonical: one.number for one in self.accounts.values() if one.canonical}

    def held(self, holder: str, *of: AttachmentKind) -> tuple[Held, ...]:
        """The policies of some kinds that a holder has."""
        return tuple(held for kind in of for held in self._held.get((holder, kind), ()))

    def settings(self, holder: str, kind: AttachmentKind) -> tuple[Any, ...]:
        """The settings of a kind that a holder has, decoded."""
        return self._settings.get((holder, kind), ())

    def account(self, number: str) -> Account:
        """An account; one of which nothing is known when it was not met."""
        return self.accounts.get(number, Account(number))

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The IAM groups of each user."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.memberships:
            if one.kind is MembershipKind.MEMBER and "/iam/group/" in one.container:
                found[one.member].append(one.container)
        return {member: tuple(sorted(groups)) for member, groups in found.items()}

    @cached_property
    def callers(self) -> Mapping[str, Caller]:
        """The users and roles that were read, by id. Who is deleted or disabled no longer asks."""
        return {one.id: caller for one in self.principals.values() if (caller := self._caller(one))}

    @cached_property
    def read_accounts(self) -> frozenset[str]:
        """The accounts whose users and roles were read."""
        return frozenset(one.attribute(kinds.ARN).split(":")[4] for one in self.principals.values() if _caller_kind(one))

    @cached_property
    def doors(self) -> Mapping[str, tuple[Resource, ...]]:
        """The access points of each bucket."""
        return below(one for one in self.resources.values() if one.kind == ResourceKind.ACCESS_POINT)

    def organisation_of(self, number: str) -> Values | Shape:
        """What is known of the organisation of an account (aws:PrincipalOrgID)."""
        account = self.accounts.get(number)
        if account and account.organisation:
            return (account.organisation,)
        if account and number in self.read_accounts and not self.unread_controls(number):
            return MISSING  # an account of ours in no organisation
        return Shape() if self.unread_controls(number) else Shape(never=frozenset({self.organisation} - {""}))

    def unread_controls(self, number: str) -> str:
        """Why the control policies of an account are not known, for people; empty when they are. The management account has none."""
        account = self.account(number)
        if account.management:
            return ""
        above = {account_uri(number), *account.units}
        return next((_words(gap) for gap in self.gaps if gap.surface in ABOUT_POLICIES and _concerns(gap, above)), "")

    def unread(self, holders: Iterable[str], wanted: Callable[[Gap], bool]) -> tuple[str, ...]:
        """What of some holders was not read, in words."""
        scopes = set(holders)
        return tuple(_words(gap) for gap in self.gaps if gap.scope in scopes and wanted(gap))

    def _caller(self, one: Principal) -> Caller | None:
        arn, kind = one.attribute(kinds.ARN), _caller_kind(one)
        if kind is None:
            return None
        number = arn.split(":")[4]
        holders = (one.id, *self.groups.get(one.id, ()))
        free = one.attribute(kinds.SERVICE_LINKED) == "true"
        controls = "" if free else self.unread_controls(number)
        unread = self.unread(holders, lambda gap: gap.surface == "iam" and not gap.operation.startswith(("iam:List", "parse trust")))
        return Caller(
            id=one.id,
            kind=kind,
            arn=arn,
            account=number,
            unique_id=one.attribute(kinds.UNIQUE_ID),
            identity=tuple(held for holder in holders for held in self.held(holder, AttachmentKind.IDENTITY)),
            boundary=self.held(one.id, AttachmentKind.BOUNDARY),
            ceilings=() if free else self.ceilings(number, AttachmentKind.SCP),
            unread=(*unread, *filter(None, (controls,))),
            keys=self._keys(one, kind, number),
        )

    def ceilings(self, number: str, kind: AttachmentKind) -> tuple[tuple[Held, ...], ...]:
        """The control policies of one kind over an account, level by level; the management account has none.

        AWS keeps a policy on every level while the kind is enabled, so a level without one is a level where it is not.
        """
        account = self.account(number)
        levels = () if account.management else (self.held(unit, kind) for unit in account.units)
        return tuple(level for level in levels if level)

    def _keys(self, one: Principal, kind: CallerKind, number: str) -> Mapping[str, Values | Shape]:
        tags = {name.removeprefix(kinds.TAG_PREFIX): value for name, value in one.attributes if name.startswith(kinds.TAG_PREFIX)}
        keys: dict[str, Values | Shape] = {
            **self.account_keys(number),
            "aws:principalarn": (one.attribute(kinds.ARN),),
            "aws:principaltag/*": Shape() if self._takes_tags(one.id) else MISSING,
            **{f"aws:principaltag/{name.lower()}": (value,) for name, value in tags.items()},
        }
        unique = one.attribute(kinds.UNIQUE_ID)
        if kind is CallerKind.USER:
            return keys | {"aws:username": (one.name,), "aws:principaltype": ("User",), "aws:userid": (unique,) if unique else Shape()}
        session = Shape(f"{unique}:?*") if unique else Shape()
        return keys | {"aws:username": MISSING, "aws:principaltype": ("AssumedRole",), "aws:userid": session}

    def account_keys(self, number: str) -> dict[str, Values | Shape]:
        """The keys that are the same for everybody in an account who signs in."""
        account = self.account(number)
        return {
            **NOT_A_SERVICE,
            "aws:principalaccount": (number,),
            "kms:calleraccount": (number,),
            "aws:principalorgid": self.organisation_of(number),
            "aws:principalorgpaths": self._org_path(account),
        }

    def _org_path(self, account: Account) -> Values | Shape:
        if account.organisation and account.units:
            return (account.org_path,)
        return Shape() if self.unread_controls(account.number) else Shape(never=frozenset({f"{self.organisation}/*"}))

    def _takes_tags(self, role: str) -> bool:
        """Whether sessions of a role can carry tags that the role itself has not."""
        return any(
            "sts:TagSession" in statement.text for held in self.held(role, AttachmentKind.TRUST) for statement in held.policy.statements
        )


NOT_A_SERVICE: Mapping[str, Values | Shape] = {
    "aws:principalisawsservice": ("false",),
    "aws:principalservicename": MISSING,
    "aws:viaawsservice": ("false",),
    "aws:calledvia": MISSING,
    "aws:sourceaccount": MISSING,
    "aws:sourcearn": MISSING,
    "aws:sourceorgid": MISSING,
    "aws:sourceowner": MISSING,
}  # keys that only a request of a service itself carries


def _caller_kind(one: Principal) -> CallerKind | None:
    """Whether a principal is a user or a role that still asks."""
    if one.kind is PrincipalKind.GROUP or one.status == "deleted":
        return None
    return next((kind for kind in (CallerKind.USER, CallerKind.ROLE) if f":{kind}/" in one.attribute(kinds.ARN)), None)


def _concerns(gap: Gap, above: set[str]) -> bool:
    """A gap on one account or unit concerns what lies under it; one on the organisation as a whole concerns all."""
    narrow = gap.operation in ("organizations:ListAccountsForParent", "organizations:DescribePolicy") or gap.operation.startswith("parse")
    return gap.scope in above or not narrow


def _words(gap: Gap) -> str:
    return f"what could not be read ({gap.operation} on {gap.scope}) does not forbid it"


def _account(one: Principal) -> Account | None:
    number = one.id.removeprefix("aws://")
    if one.kind is not PrincipalKind.DOMAIN or one.id != account_uri(number) or "/" in number:
        return None
    units = tuple(one.attribute(kinds.PATH).split())
    return Account(
        number,
        (*units, one.id) if units else (one.id,) if one.attribute(kinds.ORGANISATION) else (),
        one.attribute(kinds.ORGANISATION),
        one.attribute(kinds.MANAGEMENT) == "true",
        one.attribute(kinds.CANONICAL_ID),
    )


_KINDS = frozenset(map(str, AttachmentKind))
_Documents = tuple[dict[tuple[str, str], tuple[Held, ...]], dict[tuple[str, str], tuple[Any, ...]], tuple[Gap, ...]]


def _documents(facts: Facts) -> _Documents:
    bodies = {one.id: one.body for one in facts.documents()}
    known = {gap.scope for gap in facts.gaps() if gap.operation.startswith("parse")}
    policies: dict[tuple[str, str], Policy] = {}
    held: dict[tuple[str, str], list[Held]] = defaultdict(list)
    settings: dict[tuple[str, str], list[Any]] = defaultdict(list)
    broken: list[Gap] = []
    for one in facts.attachments():
        if one.kind not in _KINDS:  # of another provider
            continue
        body, key = bodies.get(one.document, ""), (one.holder, one.kind)
        if one.kind in _POLICIES:
            policy = (
                policies.setdefault((one.document, one.kind), parse(body, one.kind))
                if (one.document, one.kind) not in policies
                else policies[one.document, one.kind]
            )
            held[key].append(Held(policy, one.name, one.holder))
            if policy.problems and one.holder not in known:
                broken.append(_broken(one.holder, one.kind, one.name, policy.problems))
        elif (found := decoded(body)) is not None:
            settings[key].append(found)
        elif one.holder not in known:
            broken.append(_broken(one.holder, one.kind, one.name, ("the document is no JSON object",)))
    return {key: tuple(found) for key, found in held.items()}, {key: tuple(found) for key, found in settings.items()}, tuple(broken)


def _broken(holder: str, kind: str, name: str, problems: Iterable[str]) -> Gap:
    named = f"{kind} policy {name}".rstrip()
    return Gap("aws", "policy-documents", holder, f"parse {kind}", f"the {named} is not understood: {'; '.join(problems)}")
