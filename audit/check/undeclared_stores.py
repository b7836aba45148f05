"""A store that looks like personal data, by tag, label or name, and that neither the inventory nor `not_personal` knows (Art. 30)."""

import re
from collections.abc import Iterable

from audit.check.copies_in_test import SOURCE
from audit.check.found import Fault, Found, by_rule, on_subject
from audit.check.world import World
from audit.model.facts import Resource
from audit.model.finding import FindingKind
from policies.language import NeedKind, RequireScope, Severity
from policies.wording import Wording, msg

_REMEDY = msg("enter it in the inventory as (part of) an asset, or under not_personal when somebody has looked")
_LOOSE = msg("{store} ({kind}) lies in no asset of the inventory")
_PERSONAL = msg("{store} ({kind}) lies in no asset of the inventory; it looks like personal data: {sign}")

_TAG = re.compile(r"pii|personal|gdpr|avg|rgpd|sensitive|confidential|customer|klant|employee|restricted", re.IGNORECASE)
_TAG_KEYS = re.compile(r"data|classification|sensitivity|confidentiality|pii|personal|privacy|gdpr|dataclass", re.IGNORECASE)
_NO = frozenset({"", "false", "no", "none", "public", "0", "non-personal", "not-personal"})
_NAME = re.compile(
    r"(?<![a-z])(customer|client|klant|user|person|personeel|staff|employee|member|leden|patient|student|payroll|loon|hr|cv|contact|order|"
    r"export|backup|dump|invoice|factu|newsletter|mailing|lead|crm)",
    re.IGNORECASE,
)  # how stores of personal data are called in English and Dutch


def check(world: World) -> Iterable[Found]:
    """One finding for each store: under the policy's own rule for every one, under the built-in check for those that look personal."""
    rule = next((each for each in world.policy.require if each.scope is RequireScope.SYSTEMS), None)
    say = world.say
    for store in world.stores.loose:
        sign = looks_personal(store, say) or _copy_of(world, store)
        said = say(_PERSONAL if sign else _LOOSE, store=store.id, kind=store.kind, sign=sign)
        if rule is not None:
            fault = by_rule(rule, FindingKind.UNDECLARED_STORE, say(_REMEDY), ground=NeedKind.NO_UNDECLARED_STORE, scope=store.id)
            yield on_subject(None, None, fault, said)
        elif sign and world.built_in(FindingKind.UNDECLARED_STORE):
            fault = Fault(kind=FindingKind.UNDECLARED_STORE, remedy=say(_REMEDY), severity=Severity.MEDIUM, scope=store.id)
            yield on_subject(None, None, fault, said)


def _copy_of(world: World, store: Resource) -> str:
    source = store.attribute(SOURCE)
    known = any(source == each.id for held in world.stores.held.values() for each in held)
    return world.say("it is a copy of {source}", source=source) if known else ""


def looks_personal(store: Resource, say: Wording) -> str:
    """The sign that a store holds personal data, in words; empty when there is none."""
    for key, value in store.labels:
        if _TAG_KEYS.search(key) and value.lower() not in _NO and (_TAG.search(value) or value.lower() in ("true", "yes")):
            return say("it is tagged {tag}", tag=f"{key}={value}")
    found = _NAME.search(store.name or store.id)
    return say("its name has “{word}”", word=found[0]) if found else ""
