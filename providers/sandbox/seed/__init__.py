"""The sample company made in moto, by AWS's own calls over the socket: organisation, identities, stores."""

from collections.abc import Mapping

from providers.sandbox.clients import Clients, environment
from providers.sandbox.company import Company
from providers.sandbox.seed.iam import make_identities
from providers.sandbox.seed.identity_center import make_identity_center
from providers.sandbox.seed.organisation import make_organisation
from providers.sandbox.seed.stores import make_stores

AUDIT_ROLE = "toegang-audit"


def seed(company: Company, url: str, audit_policy: str) -> Mapping[str, str]:
    """Makes the company in an empty world; gives the audit role's credentials in the management account, as environment variables."""
    management = company["organisation"]["management"]
    with environment(url, {}):
        clients = Clients(url)
        make_organisation(company["organisation"], clients)
        for account, identities in company["identities"]["iam"].items():
            make_identities(identities, clients.of(account, "iam"), audit_policy)
        make_identity_center(company["identities"]["identity_center"], management, clients)
        for account, stores in company["stores"].items():
            make_stores(stores, account, clients)
        return clients.credentials(management, AUDIT_ROLE)
