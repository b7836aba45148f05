"""Service accounts with their keys, and the identity providers of pools → facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.model.facts import Fact, pairs
from providers.gcp import kinds
from providers.gcp.collect.raw import Raw, name, yes
from providers.gcp.kinds import PROVIDER, AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, resource
from providers.gcp.normalise.documents import allow_policy, attach
from providers.google_api import names
from providers.values import MALFORMED, Answer, entries, only, part, text

_ISSUERS = {
    "oidc": ("issuerUri", "allowedAudiences"),
    "aws": ("accountId",),
    "saml": (),
    "x509": (),
}  # what tells whom a provider trusts; not its keys and metadata


def service_account(raw: Raw, context: Context) -> Iterator[Fact]:
    """A service account as who acts, and as what can be acted as."""
    body, address = raw.body, name(raw.body, "email")
    disabled, title = yes(body.get("disabled")), text(body, "displayName") or address
    known = {kinds.UNIQUE_ID: text(body, "uniqueId"), kinds.ACTIVE_KEYS: _active_keys(raw, context.as_of)}
    principal = names.service_account(address).principal(PROVIDER, status="disabled" if disabled else "active")
    attributes = {key: value for key, value in (known | {kinds.PROJECT: raw.place.id}).items() if value}
    yield replace(principal, name=title, attributes=pairs(attributes))
    uri = names.resource(f"//iam.googleapis.com/projects/{raw.place.id}/serviceAccounts/{address}")
    known["disabled"] = flag(disabled)
    yield resource(uri, ResourceKind.SERVICE_ACCOUNT, title, raw.place.uri, attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))
    for key in entries(raw.answers.get("keys", {}), "keys"):
        _end(key)  # an error of this is a gap of the account


def pool_provider(raw: Raw, _: Context) -> Iterator[Fact]:
    """An identity provider on its pool: whom it trusts, and on which condition."""
    pool, named = name(raw.body, "name").split("/providers/")
    body = only(raw.body, "name", "displayName", "attributeCondition", "attributeMapping", "disabled", "state")
    body |= {kind: only(part(raw.body, kind), *keys) for kind, keys in _ISSUERS.items() if kind in raw.body}
    yield from attach(names.resource(f"//iam.googleapis.com/{pool}"), AttachmentKind.POOL_PROVIDER, body, named)


def _active_keys(raw: Raw, as_of: date) -> str:
    """How many keys can be used; empty when that was not read, or the list is none."""
    try:
        return str(sum(_is_active(key, as_of) for key in entries(raw.answers["keys"], "keys")))
    except MALFORMED:
        return ""


def _is_active(key: Answer, as_of: date) -> bool:
    """Whether somebody who holds the key can use it. One whose kind or end is not understood is taken for a user's that has none."""
    try:
        return key.get("keyType") != "SYSTEM_MANAGED" and not yes(key.get("disabled")) and _end(key) >= as_of
    except MALFORMED:
        return True


def _end(key: Answer) -> date:
    """The last day of a key."""
    return date.fromisoformat(str(key.get("validBeforeTime") or "9999-12-31")[:10])
