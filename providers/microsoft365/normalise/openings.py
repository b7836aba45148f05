"""What directory roles, and applications by themselves, lead to: each user, group and application once, with the reasons → facts.

All of it is latent: nobody has done it. A role that was assigned for one administrative unit leads to what is in the unit, one for one object to that
object. A user in a unit with restricted management is out of reach of roles for the whole tenant (page "Restricted management administrative
units"), but for those who may assign roles for the unit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audit.model.facts import Membership, MembershipKind, Verdict
from providers.microsoft365.directory import Directory, Group, User
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR, LIMITS, Opens, Privileges, Way
from providers.microsoft365.normalise.roles import Held, Roles
from providers.microsoft365.normalise.standing import Standing
from providers.microsoft365.normalise.units import Units
from providers.values import canonical

_NOBODYS = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Realm:
    """Everything that a role can lead to. `applications`: those to which a secret can be added, by the directory ids that name them."""

    directory: Directory
    roles: Roles
    standing: Standing
    units: Units
    applications: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who goes the ways: a role as it is held, or an application."""

    id: str
    privileges: Privileges
    evidence: str
    held: Held | None = None

    @property
    def limits(self) -> frozenset[str]:
        """The roles with which a user is not spared. For one administrative unit, who has any role is spared."""
        return LIMITS.get(self.held.role, _NOBODYS) if self.held and not self.held.unit else _NOBODYS


def of_role(held: Held, realm: Realm) -> Iterator[Membership]:
    """What a role that somebody has, or may activate, leads to."""
    yield from _opened(_Holder(held.id, realm.roles.privileges(held), realm.roles.evidence(held), held), realm)


def of_application(name: str, privileges: Privileges, realm: Realm) -> Iterator[Membership]:
    """What an application leads to that was given permissions to change the directory."""
    yield from _opened(_Holder(name, privileges, canonical({"permissions": list(privileges.by)})), realm)


def _opened(holder: _Holder, realm: Realm) -> Iterator[Membership]:
    for user in realm.directory.users:
        if user.status != "deleted" and user.id != holder.id:
            yield from _step(holder, user.id, _to_user(holder, user, realm), realm)
    for group in realm.directory.groups:
        yield from _step(holder, group.id, _to_group(holder, group, realm), realm)
    for name in sorted(set(realm.applications.values()) - {holder.id}):
        yield from _step(holder, name, _of_kind(holder, Opens.APPLICATIONS), realm)
    everything = Held(GLOBAL_ADMINISTRATOR)
    if holder.id != everything.id and not (holder.held and _narrow(holder.held)):
        yield from _step(holder, everything.id, _of_kind(holder, Opens.ROLES), realm)


def _step(holder: _Holder, name: str, ways: tuple[Way, ...], realm: Realm) -> Iterator[Membership]:
    if not ways:
        return
    doubt = _outside(holder.held, name, realm) if holder.held else ""
    if doubt is None:
        return
    plain = [way for way in ways if not way.condition]
    chosen = plain or ways
    because = "; ".join(dict.fromkeys(way.because for way in chosen))
    condition = doubt or ("" if plain else "; or ".join(dict.fromkeys(way.condition for way in chosen)))
    verdict = Verdict.UNKNOWN if doubt else Verdict.IF if condition else Verdict.YES
    yield Membership(holder.id, name, MembershipKind.ESCALATE, condition, None, verdict, because, holder.evidence)


def _outside(held: Held, name: str, realm: Realm) -> str | None:
    """None for what a role does not cover; for what it may cover, the doubt."""
    if held.unknown:
        return f"what the scope {held.unknown} covers is not known"
    if held.object:
        named = realm.directory.holder(held.object) or realm.applications.get(held.object, "")
        return "" if name == named else None
    if not held.unit or name in realm.units.members.get(held.unit, _NOBODYS):
        return ""
    if held.unit in realm.units.unread or held.unit not in realm.units.units:
        return f"who is in the administrative unit {realm.units.names.get(held.unit, held.unit)} is not known"
    return None


def _of_kind(holder: _Holder, *kinds: Opens) -> tuple[Way, ...]:
    return tuple(way for way in holder.privileges.ways if way.opens in kinds)


def _to_user(holder: _Holder, user: User, realm: Realm) -> tuple[Way, ...]:
    open_ = _of_kind(holder, Opens.USERS)
    if not open_ or (user.id in realm.units.restricted and not _manages_restricted(holder)):
        return ()
    if not any(way.spares for way in open_):
        return open_
    spared = user.id in realm.standing.guarded or bool(realm.standing.roles_of(user.id) - holder.limits)
    return tuple(way for way in open_ if not (way.spares and spared))


def _to_group(holder: _Holder, group: Group, realm: Realm) -> tuple[Way, ...]:
    if group.id in realm.units.restricted and not _manages_restricted(holder):
        return ()
    if group.role_assignable:
        return _of_kind(holder, Opens.ROLE_GROUPS)
    return _of_kind(holder, Opens.GROUPS, Opens.UNIFIED_GROUPS if group.unified else Opens.SECURITY_GROUPS)


def _manages_restricted(holder: _Holder) -> bool:
    """Whoever assigns roles assigns himself one for the unit; and a role for a unit is about who is in it."""
    return bool(_of_kind(holder, Opens.ROLES)) or bool(holder.held and holder.held.unit)


def _narrow(held: Held) -> bool:
    return bool(held.unit or held.object)
