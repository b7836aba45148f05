"""Users and domains → facts. Fields after the pages "REST Resource: users" and "REST Resource: domains" (Directory API)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.model.facts import Principal
from providers.google_api import names
from providers.google_workspace import kinds
from providers.google_workspace.directory import User
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.normalise.values import day, flag, named, span, text, yes
from providers.values import Answer, entries, present, texts


def user(row: Answer) -> User:
    """What everything that is read later must know of a user. Raises what `MALFORMED` names for a row without address and id."""
    address, number = text(row, "primaryEmail"), text(row, "id")
    if not address and not number:
        raise ValueError("a user has neither an address nor an id")
    return User(
        id=_name(row).id,
        address=address.lower(),
        directory_id=number,
        status=_status(row),
        unit=str(row.get("orgUnitPath") or ""),
        admin="true" in (flag(row.get("isAdmin")), flag(row.get("isDelegatedAdmin"))),
        mailbox=row.get("isMailboxSetup") is not False,
        aliases=_aliases(row),
    )


def principal(row: Answer, as_of: date, *, activity: bool = False, more: Mapping[str, str] | None = None) -> Principal:
    """A user as a principal. `activity` keeps when the user last signed in, as a span; `more` are attributes that other calls gave."""
    created = day(row.get("creationTime"))
    if created and created > as_of:  # nobody was made tomorrow
        created = None
    known = {
        kinds.MFA: flag(row.get("isEnrolledIn2Sv")),
        kinds.MFA_ENFORCED: flag(row.get("isEnforcedIn2Sv")),
        kinds.CREATED: created.isoformat() if created else "",
        kinds.GUEST: yes(row.get("isGuestUser")),
        kinds.ARCHIVED: yes(row.get("archived")),
        kinds.ADMIN: yes(row.get("isAdmin")),
        kinds.DELEGATED_ADMIN: yes(row.get("isDelegatedAdmin")),
        kinds.DIRECTORY_ID: str(row.get("id") or ""),
        kinds.CUSTOMER: str(row.get("customerId") or ""),
        kinds.ORG_UNIT: str(row.get("orgUnitPath") or ""),
        kinds.ALIASES: " ".join(_aliases(row)),
        kinds.LAST_USED: span(row.get("lastLoginTime"), as_of) if activity else "",
        **(more or {}),
    }
    name = row.get("name")
    full = name.get("fullName") if isinstance(name, Mapping) else None
    made = _name(row).principal(PROVIDER, status=_status(row), **present(known))
    return Principal(made.id, PROVIDER, made.kind, str(full or made.name), made.email, made.status, made.attributes)


@dataclass(frozen=True, slots=True, order=True)
class Domain:
    """A domain of the tenant: the primary one sorts first. `aliases` are pairs of a domain alias and the domain that it stands for."""

    secondary: bool
    name: str
    aliases: tuple[tuple[str, str], ...] = ()


def domain(row: Answer) -> Domain:
    """A domain with its aliases."""
    name = named(row, "domainName").lower()
    aliases = ((named(one, "domainAliasName"), text(one, "parentDomainName") or name) for one in entries(row, "domainAliases"))
    return Domain(flag(row.get("isPrimary")) != "true", name, tuple(sorted(aliases)))


def tenant(domains: Sequence[Domain], customer: str) -> Iterator[Principal]:
    """The tenant's domains and their aliases, and the customer: everybody of all of them."""
    for one in domains:
        known = {kinds.PRIMARY: "" if one.secondary else "true", kinds.CUSTOMER: customer}
        yield names.domain(one.name).principal(PROVIDER, **present(known))
        for alias, of in one.aliases:
            yield names.domain(alias).principal(PROVIDER, **present({kinds.ALIAS_OF: names.domain(of).id, kinds.CUSTOMER: customer}))
    if customer:
        yield names.customer(customer, domains[0].name if domains else "").principal(PROVIDER)


def _name(row: Answer) -> names.Name:
    address, number = text(row, "primaryEmail"), text(row, "id")
    if not address:
        return names.user(number)
    return names.member(f"deleted:user:{address}?uid={number}") if _is_deleted(row) else names.user(address)


def _is_deleted(row: Answer) -> bool:
    return bool(row.get("deletionTime"))


def _status(row: Answer) -> str:
    if _is_deleted(row):
        return "deleted"
    return "disabled" if "true" in (flag(row.get("suspended")), flag(row.get("archived"))) else "active"


def _aliases(row: Answer) -> tuple[str, ...]:
    """Other addresses: aliases, those that a domain alias gives, and the own address of a guest."""
    guest = row.get("guestAccountInfo")
    own = guest.get("primaryGuestEmail") if isinstance(guest, Mapping) else None
    listed = {*texts(row.get("aliases")), *texts(row.get("nonEditableAliases")), *([own] if isinstance(own, str) else ())}
    return tuple(sorted(address.lower() for address in listed if address))
