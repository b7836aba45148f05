"""Where mail for somebody goes."""

from policies.language import Person, Policy

_ADMIN = "_admin"


def mail_address(policy: Policy, person: Person) -> str:
    """The address of the roster, else that of an everyday account in one of the organisation's domains; empty where neither is known."""
    domains = tuple(domain.lower() for domain in policy.organisation.domains) if policy.organisation else ()
    accounts = (account.name for account in person.accounts if not account.system.endswith(_ADMIN))
    ours = (name for name in accounts if name.count("@") == 1 and name.rpartition("@")[2].lower() in domains)
    return person.email or next(ours, "")
