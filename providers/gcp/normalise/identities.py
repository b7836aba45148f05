"""Service accounts with their keys, and the identity providers of pools → facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.model.facts import Fact, pairs
from providers.gcp import kinds
from providers.gcp.collect.raw import Answer, Raw
from providers.gcp.kinds import PROVIDER, AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, resource
from providers.gcp.normalise.documents import allow_policy, attach, only
from providers.google_api import names

_ISSUERS = {
    "oidc": ("issuerUri", "allowedAudiences"),
    "aws": ("accountId",),
    "saml": (),
    "x509": (),
}  # what tells whom a provider trusts; not its keys and metadata


def service_account(raw: Raw, context: Context) -> Iterator[Fact]:
    """A service account as who acts, and as what can be acted as."""
    body, address = raw.body, str(raw.body["email"])
    disabled, title = bool(body.get("disabled")), str(body.get("displayName") or address)
    known = {kinds.UNIQUE_ID: str(body.get("uniqueId", ""))}
    if "keys" in raw.answers:
        known[kinds.ACTIVE_KEYS] = str(sum(_is_active(key, context.as_of) for key in raw.answers["keys"].get("keys", ())))
    principal = names.service_account(address).principal(PROVIDER, status="disabled" if disabled else "active")
    attributes = {key: value for key, value in (known | {kinds.PROJECT: raw.place.id}).items() if value}
    yield replace(principal, name=title, attributes=pairs(attributes))
    uri = names.resource(f"//iam.googleapis.com/projects/{raw.place.id}/serviceAccounts/{address}")
    known["disabled"] = flag(disabled)
    yield resource(uri, ResourceKind.SERVICE_ACCOUNT, title, raw.place.uri, attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def pool_provider(raw: Raw, _: Context) -> Iterator[Fact]:
    """An identity provider on its pool: whom it trusts, and on which condition."""
    pool, name = str(raw.body["name"]).split("/providers/")
    body = only(raw.body, "name", "displayName", "attributeCondition", "attributeMapping", "disabled", "state")
    body |= {kind: only(raw.body[kind], *keys) for kind, keys in _ISSUERS.items() if kind in raw.body}
    yield from attach(names.resource(f"//iam.googleapis.com/{pool}"), AttachmentKind.POOL_PROVIDER, body, name)


def _is_active(key: Answer, as_of: date) -> bool:
    """Whether somebody who holds the key can use it. One whose kind is not told is taken for a user's."""
    if key.get("keyType") == "SYSTEM_MANAGED" or key.get("disabled"):
        return False
    ends = str(key.get("validBeforeTime") or "9999-12-31")
    return date.fromisoformat(ends[:10]) >= as_of
