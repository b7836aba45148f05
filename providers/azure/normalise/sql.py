"""SQL servers and databases → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.azure import kinds
from providers.azure.collect.raw import Raw, arm_of, named
from providers.azure.kinds import AttachmentKind, ResourceKind, uri
from providers.azure.normalise.context import Context, flag, measures, resource, tags
from providers.azure.normalise.documents import attach
from providers.values import only, part, text

_KEPT = ("administratorType", "login", "sid", "tenantId", "principalType", "azureADOnlyAuthentication")


def server(raw: Raw, _: Context) -> Iterator[Fact]:
    """A server, its Entra administrators, and how wide its firewall is open ("Azure SQL Database IP firewall rules")."""
    properties, arm = part(raw.body, "properties"), arm_of(raw.body)
    known = {
        kinds.ARM: arm,
        kinds.ADMIN_LOGIN: text(properties, "administratorLogin"),
        kinds.ENTRA_ONLY: _entra_only(raw),
        kinds.OPEN_FIREWALL: " ".join(_open(raw)),
        "public_network": text(properties, "publicNetworkAccess"),
    }
    name = named(raw.body, "name")
    yield resource(uri(arm), ResourceKind.SQL_SERVER, name, raw.place.uri, tags=tags(raw.body), attributes=known)
    if "administrators" in raw.answers:
        rows = [only(part(row, "properties"), *_KEPT) if isinstance(row, dict) else row for row in raw.answers["administrators"]]
        yield from attach(uri(arm), AttachmentKind.SQL_ADMINISTRATORS, {"value": rows})


def database(raw: Raw, _: Context) -> Iterator[Fact]:
    """A database; `master`, which holds no data of anybody's, is left out."""
    above: Raw = raw.answers["server"]
    name = named(raw.body, "name")
    if name.lower() == "master":
        return
    audited = _audited(above)
    open_to = _open(above) if "firewall" in above.answers else None
    private = part(above.body, "properties").get("publicNetworkAccess") == "Disabled" or (None if open_to is None else not open_to)
    known = {kinds.ARM: arm_of(raw.body), **measures(access_logging=audited, private_network=private)}
    where = f"azsql://{named(above.body, 'name').lower()}/{name.lower()}"
    yield resource(where, ResourceKind.SQL_DATABASE, name, uri(arm_of(above.body)), tags=tags(above.body, raw.body), attributes=known)


def _audited(server: Raw) -> bool | None:
    """Whether a server keeps a record of who reads; None when that was not read."""
    told = server.answers.get("auditing")
    return None if told is None else text(part(told, "properties"), "state") == "Enabled"


def _entra_only(raw: Raw) -> str:
    """Whether passwords are no way in."""
    told = part(raw.body, "properties", "administrators").get("azureADOnlyAuthentication")
    listed = (part(row, "properties") for row in raw.answers.get("administrators") or () if isinstance(row, dict))
    return flag(told if isinstance(told, bool) else any(row.get("azureADOnlyAuthentication") is True for row in listed))


def _open(raw: Raw) -> tuple[str, ...]:
    """Whom the firewall lets in by the thousand: anything in Azure, the internet."""
    rows = [part(row, "properties") for row in raw.answers.get("firewall") or () if isinstance(row, dict)]
    ranges = {(text(row, "startIpAddress"), text(row, "endIpAddress")) for row in rows}
    wide = [("azure", ("0.0.0.0", "0.0.0.0")), ("internet", ("0.0.0.0", "255.255.255.255"))]  # noqa: S104 - as rules write them
    return tuple(word for word, one in wide if one in ranges)
