"""Of whom a sign-in demands multifactor authentication: Conditional Access policies and security defaults.

Fields after the pages "conditionalAccessPolicy", "conditionalAccessUsers" and "conditionalAccessGrantControls resource type"; what security defaults
ask for after "Security defaults in Microsoft Entra ID". A policy counts when it asks for it always: in all resources, from everywhere, on every
device, and as the only way in. Being registered is another thing: who is, and of whom nothing demands it, signs in with the password alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from providers.microsoft365.directory import User
from providers.microsoft365.normalise.standing import Standing
from providers.microsoft365.normalise.values import switch, text
from providers.microsoft_api import names
from providers.values import Answer, entries, nested, texts

_DATA = frozenset(  # resources that hold what is read here: a policy that leaves one of them out does not demand it of who goes there
    {
        "office365",
        "00000002-0000-0ff1-ce00-000000000000",  # Office 365 Exchange Online
        "00000003-0000-0ff1-ce00-000000000000",  # Office 365 SharePoint Online
        "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",  # Microsoft Teams Services
        "797f4846-ba00-4fd7-ba43-dac1f8f63013",  # Azure Resource Manager
        "e406a681-f3d4-42a8-90b6-c2b029497af1",  # Azure Storage
        "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",  # Azure Key Vault
        "022907d3-0f1b-48f7-badc-1ba6abab6d66",  # Azure SQL Database
    }
)
_ALL_CLIENTS = frozenset({"browser", "mobileappsanddesktopclients"})
_LOOKED_AT = ("applications", "clientAppTypes", "users")  # any other condition narrows a policy, also one that is not known yet
_GUESTS = "guestsorexternalusers"


@dataclass(frozen=True, slots=True)
class Some:
    """Users as a policy names them: everybody, guests (None: some of them), single ones, groups and roles."""

    everybody: bool = False
    guests: bool | None = False
    users: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def has(self, user: User, standing: Standing) -> bool | None:
        """Whether a user is among them; None when nobody can tell."""
        if self.everybody or user.directory_id in self.users or (user.guest and self.guests):
            return True
        if self.groups & standing.groups(user.id) or self.roles & standing.roles_of(user.id):
            return True
        unsure = standing.is_unsure_of(self.groups) or (self.roles and standing.in_doubt)
        return None if unsure or (user.guest and self.guests is None) else False


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that demands multifactor authentication of some, but not of others."""

    included: Some
    excluded: Some

    def demands(self, user: User, standing: Standing) -> bool | None:
        """Whether it demands it of a user; None when nobody can tell."""
        included, excluded = self.included.has(user, standing), self.excluded.has(user, standing)
        if included is False or excluded is True:
            return False
        return True if included and excluded is False else None


@dataclass(frozen=True, slots=True)
class Demands:
    """The policies that count, and whether security defaults are on; `whole` when all that there is could be read."""

    policies: tuple[Policy, ...] = ()
    defaults: bool = False
    whole: bool = True

    def of(self, user: User, standing: Standing) -> bool | None:
        """Whether a sign-in demands multifactor authentication of a user; None when nobody can tell."""
        if self.defaults:
            return True
        found = {policy.demands(user, standing) for policy in self.policies}
        if True in found:
            return True
        return None if None in found or not self.whole else False


def policies(read: Iterable[Policy | None]) -> tuple[Policy, ...]:
    """Those that count."""
    return tuple(policy for policy in read if policy)


def policy(row: Answer) -> Policy | None:
    """A policy as far as it demands multifactor authentication; None for one that does not do so always."""
    conditions, state = nested(row, "conditions"), text(row, "state").lower()
    if not state:
        raise ValueError("a policy does not say whether it is on")
    if state != "enabled" or not _asks(nested(row, "grantControls")) or _is_narrow(conditions):
        return None
    users = nested(conditions, "users")
    return Policy(_some(users, "include"), _some(users, "exclude"))


def defaults(row: Answer) -> bool:
    """Whether security defaults are on."""
    return switch(row, "isEnabled")


def _asks(controls: Answer) -> bool:
    """Whether there is no way in but by multifactor authentication, or by something besides it."""
    built_in = {one.lower() for one in texts(controls.get("builtInControls"))}
    strength = text(nested(controls, "authenticationStrength"), "requirementsSatisfied").lower() == "mfa"
    others = [*entries(controls, "customAuthenticationFactors"), *entries(controls, "termsOfUse"), *(built_in - {"mfa"})]
    if "block" in built_in or not ("mfa" in built_in or strength):
        return False
    return not others or text(controls, "operator").upper() == "AND"


def _is_narrow(conditions: Answer) -> bool:
    apps = nested(conditions, "applications")
    included = {one.lower() for one in texts(apps.get("includeApplications"))}
    excluded = {one.lower() for one in texts(apps.get("excludeApplications"))}
    clients = {one.lower() for one in texts(conditions.get("clientAppTypes"))}
    if "all" not in included or excluded & _DATA or apps.get("applicationFilter"):
        return True
    if clients and "all" not in clients and not clients >= _ALL_CLIENTS:
        return True
    return any(_is_set(value) for name, value in conditions.items() if name not in _LOOKED_AT and not name.startswith("@"))


def _is_set(value: object) -> bool:
    """Whether a condition narrows: locations and platforms that include all and leave none out do not."""
    if not isinstance(value, dict):
        return bool(value)
    told = {key: one for key, one in value.items() if one and not key.startswith("@")}
    return bool(told) and any(
        key.startswith("exclude") or {str(each).lower() for each in texts(one)} != {"all"} for key, one in told.items()
    )


def _some(users: Answer, word: str) -> Some:
    named = {one.lower() for one in texts(users.get(f"{word}Users"))}
    guests: bool | None = _GUESTS in named
    if told := nested(users, f"{word}GuestsOrExternalUsers"):
        guests = guests or _kinds_of_guests(told)
    return Some(
        "all" in named,
        guests,
        frozenset(named),
        frozenset(names.group(one).id for one in texts(users.get(f"{word}Groups"))),
        frozenset(one.lower() for one in texts(users.get(f"{word}Roles"))),
    )


def _kinds_of_guests(told: Answer) -> bool | None:
    """Whether it is about every guest of the directory; None for some of them."""
    kinds = {one.strip().lower() for one in text(told, "guestOrExternalUserTypes").split(",")}
    every_tenant = text(nested(told, "externalTenants"), "membershipKind").lower() in ("all", "")
    return True if every_tenant and {"internalguest", "b2bcollaborationguest"} <= kinds else None
