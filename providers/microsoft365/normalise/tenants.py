"""The tenant → its id and domains. Fields after the page "organization resource type"."""

from providers.microsoft365.normalise.values import guid, text
from providers.values import Answer, entries


def tenant(row: Answer) -> tuple[str, tuple[str, ...]]:
    """The tenant's id and its domains, the default one first; nothing for an answer that was not given."""
    if not row:
        return "", ()
    domains = sorted((one.get("isDefault") is not True, text(one, "name").lower()) for one in entries(row, "verifiedDomains"))
    return guid(row, "id"), tuple(name for _, name in domains if name)
