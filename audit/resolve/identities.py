"""Principals joined to the policy's people, services and parties: whose account is this, and how do we know?

Rules are tried in one order; the first that speaks decides. Nothing is dropped: what joins to nobody is an orphan (a human account),
undeclared (a service or role) or outside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit.model.facts import Membership, Principal, PrincipalKind
from audit.model.reach import Subject, SubjectKind
from audit.resolve.claims import Claim, Claims, Why, claims
from audit.resolve.closure import Closure
from audit.resolve.names import addresses, domain_of, exact_keys, family, has_home, home, imagined, keys, normal
from policies.errors import Place
from policies.language import Policy
from policies.wording import Wording, msg, wording

_PARTIES = (SubjectKind.PROCESSOR, SubjectKind.RECIPIENT, SubjectKind.OUTSIDE)


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Who a principal is, why, and where the policy says so."""

    subject: Subject
    why: Why
    place: Place | None = None

    def told(self, say: Wording) -> str:
        """Why, in words."""
        return self.why.told(self.subject, say)


@dataclass(frozen=True, slots=True, order=True)
class Ambiguity:
    """A principal that the policy gives to several."""

    principal: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """Every principal with its join. Answers for ids that no fact describes too, as far as the id tells."""

    principals: Mapping[str, Principal]
    joins: Mapping[str, Join]
    ambiguous: tuple[Ambiguity, ...]
    closure: Closure
    _claims: Claims
    _homes: Mapping[str, bool]

    def join(self, principal_id: str) -> Join:
        """Who the principal is, with the reason."""
        return self.joins.get(principal_id) or _join(_case(imagined(principal_id), self._claims, self._homes))

    def subject(self, principal_id: str) -> Subject:
        """Who the principal is."""
        return self.join(principal_id).subject

    def why(self, principal_id: str) -> str:
        """Why it is taken to be that subject's, in English."""
        return self.join(principal_id).told(wording("en"))

    def claimants(self, principal_id: str) -> tuple[Subject, ...]:
        """Everybody to whom the policy gives it, also where it is shared."""
        return tuple(claim.subject for claim in _case(self.principal(principal_id), self._claims, self._homes).claimed)

    def accounts(self, subject: Subject) -> tuple[str, ...]:
        """The ids of the subject's principals, sorted."""
        return tuple(sorted(principal for principal, join in self.joins.items() if join.subject == subject))

    def principal(self, principal_id: str) -> Principal:
        """The principal as it was read, or as its id tells."""
        return self.principals.get(principal_id) or imagined(principal_id)

    def enters(self, principal_id: str) -> bool:
        """Whether a path can begin here: somebody acts with it today, and no other entry speaks for it.

        A group acts through its members, unless they are another organisation's. A role that the policy does not name acts through
        whoever takes it on; it stands for itself when a service of the platform, an undeclared role or nobody does.
        """
        principal = self.principal(principal_id)
        match principal.kind:
            case PrincipalKind.GROUP:
                return self.subject(principal_id).kind in _PARTIES and len(self.closure.entries_of(principal_id)) == 1
            case PrincipalKind.ROLE:
                return self.subject(principal_id).kind is not SubjectKind.UNDECLARED or not self._spoken_for(principal_id)
            case _:
                return not dormant(principal)

    def _spoken_for(self, role: str) -> bool:
        takers = {entry.principal for entry in self.closure.entries_of(role) if not entry.latent} - {role}
        if any(is_platform(taker) for taker in takers):
            return False
        kinds = {self.principal(taker).kind for taker in takers if not dormant(self.principal(taker))}
        named_roles = {taker for taker in takers if self.subject(taker).kind is SubjectKind.SERVICE}
        return bool(named_roles or kinds - {PrincipalKind.ROLE, PrincipalKind.GROUP})


def identify(policy: Policy, principals: Iterable[Principal], memberships: Iterable[Membership], as_of: date) -> Identities:
    """Joins every principal to the policy."""
    known = {principal.id: principal for principal in principals}
    said, homes = claims(policy), _homes(known.values())
    cases = {name: _case(principal, said, homes) for name, principal in known.items()}
    joins = {name: _join(case) for name, case in cases.items()}
    several = {name: case.claimed for name, case in cases.items() if len(case.claimed) > 1}
    ambiguous = tuple(Ambiguity(name, tuple(claim.subject for claim in several[name])) for name in sorted(several))
    return Identities(known, joins, ambiguous, Closure(memberships, as_of), said, homes)


def dormant(principal: Principal) -> bool:
    """Whether nobody can act with it today: disabled, deleted, or with neither a password nor an active key.

    Who can take it on or make a key for it still reaches through it; only its own reach is none.
    """
    keyless = principal.attribute("console") == "false" and principal.attribute("active_keys") == "0"
    return principal.status in ("disabled", "deleted") or keyless


def is_platform(principal_id: str) -> bool:
    """Whether it is a service of the provider itself, as `aws://service/lambda.amazonaws.com`."""
    return principal_id.partition("://")[2].startswith("service/")


def _homes(known: Iterable[Principal]) -> dict[str, bool]:
    """The accounts and tenants that were met, and whether each is the organisation's own.

    An account says so itself (`in_organisation`). One that says nothing (there may be no organisation) is ours when principals in it were read.
    """
    domains, lived_in = {}, set()
    for principal in known:
        if principal.kind is PrincipalKind.DOMAIN and principal.id == home(principal.id):
            domains[principal.id] = principal.attribute("in_organisation")
        else:
            lived_in.add(home(principal.id))
    told = {place: answer == "true" if answer else place in lived_in for place, answer in domains.items()}
    return dict.fromkeys(lived_in, True) | told


def _is_foreign(principal: Principal, homes: Mapping[str, bool]) -> bool:
    if not has_home(principal.id):
        return False
    place = home(principal.id)
    elsewhere = "@" not in principal.id and any(known.partition("://")[0] == principal.id.partition("://")[0] for known in homes)
    return not homes.get(place, not elsewhere) and not is_platform(principal.id)


@dataclass(frozen=True, slots=True)
class _Case:
    """A principal with what decides who it is: whom the policy gives it to, and whether it lives in another organisation's account."""

    principal: Principal
    claimed: tuple[Claim, ...]
    foreign: bool
    said: Claims


def _case(principal: Principal, said: Claims, homes: Mapping[str, bool]) -> _Case:
    """Claimed by account, else by address. Names in another organisation's account prove nothing: there the exact id counts alone."""
    foreign = _is_foreign(principal, homes)
    claimed = said.of_account(principal.provider, exact_keys(principal) if foreign else keys(principal))
    if not claimed and not foreign:
        claimed = said.of_address(addresses(principal))
    return _Case(principal, claimed, foreign, said)


def _join(case: _Case) -> Join:
    rules = (_everyone, _claimed, _platform, _abroad, _by_domain)
    return next((join for rule in rules if (join := rule(case))), None) or _unnamed(case.principal)


def _everyone(case: _Case) -> Join | None:
    open_to_all = case.principal.kind in (PrincipalKind.EVERYONE, PrincipalKind.LINK)
    return Join(Subject(SubjectKind.PUBLIC), Why(msg("anyone who has the address can be it"))) if open_to_all else None


def _claimed(case: _Case) -> Join | None:
    principal, found = case.principal, case.claimed
    if "true" in (principal.attribute("shared"), principal.attribute("tag:shared")):
        return Join(Subject(SubjectKind.SHARED, principal.id), Why(msg("it is marked as shared")), found[0].place if found else None)
    if len(found) > 1:
        several = ", ".join(str(claim.subject) for claim in found)
        why = Why(msg("the policy gives it to several: {name}"), name=several)
        return Join(Subject(SubjectKind.SHARED, principal.id), why, found[0].place)
    return _as_claimed(found[0]) if found else None


def _platform(case: _Case) -> Join | None:
    principal = case.principal
    if not is_platform(principal.id):
        return None
    if host := case.said.hosts.get(family(principal.provider)):
        return _as_claimed(host)
    return Join(
        Subject(SubjectKind.OUTSIDE, principal.id), Why(msg("no processor is declared as the host of {name}"), name=principal.provider)
    )


def _abroad(case: _Case) -> Join | None:
    """A principal in an account of another organisation is what that account is."""
    if not case.foreign:
        return None
    place = home(case.principal.id)
    if found := case.said.of_account(case.principal.provider, keys(imagined(place))):
        return _as_claimed(found[0])
    why = Why(msg("{name} is not an account of the organisation, and no party of the policy has it"), name=place)
    return Join(Subject(SubjectKind.OUTSIDE, place), why)


def _by_domain(case: _Case) -> Join | None:
    principal, said = case.principal, case.said
    is_domain = principal.kind is PrincipalKind.DOMAIN
    domain = domain_of(principal.email) or (normal(principal.name) if is_domain else domain_of(principal.name))
    if not domain:
        return None
    if party := said.of_domain(domain):
        return _as_claimed(party)
    if said.is_own(domain):
        return Join(Subject(SubjectKind.COMPANY), Why(msg("{name} is the organisation's own domain"), name=domain)) if is_domain else None
    named = "." in domain if is_domain else principal.kind in (PrincipalKind.ACCOUNT, PrincipalKind.GROUP)
    if not (named and said.own_domains):
        return None
    why = Why(msg("{name} is a domain of neither the organisation nor a party of the policy"), name=domain)
    return Join(Subject(SubjectKind.OUTSIDE, principal.id), why)


def _as_claimed(claim: Claim) -> Join:
    return Join(claim.subject, claim.why, claim.place)


def _unnamed(principal: Principal) -> Join:
    match principal.kind:
        case PrincipalKind.ACCOUNT:
            return Join(Subject(SubjectKind.ORPHAN, principal.id), Why(msg("a human account that the policy gives to nobody")))
        case PrincipalKind.GROUP:
            return Join(Subject(SubjectKind.NOT_READ, principal.id), Why(msg("a group: its members reach, as far as they were read")))
        case _:
            return Join(Subject(SubjectKind.UNDECLARED, principal.id), Why(msg("the policy does not name it")))
