"""What changed in a policy, in words."""

from collections.abc import Iterable, Iterator

from audit.gdpr.access import levels
from audit.preview.body import Extent, PolicyChange, Verb
from policies.language import Policy, Who, WhoKind
from policies.sentences import named
from policies.wording import Wording, msg

_KINDS = {
    "allow": msg("rule {id}"),
    "forbid": msg("rule {id}"),
    "require": msg("rule {id}"),
    "waiver": msg("waiver {id}"),
    "asset": msg("asset {id}"),
    "category": msg("category {id}"),
    "purpose": msg("purpose {id}"),
    "role": msg("role {id}"),
    "person": msg("person {id}"),
    "service": msg("service {id}"),
    "emergency": msg("emergency account {id}"),
    "processor": msg("processor {id}"),
    "recipient": msg("recipient {id}"),
    "client": msg("client {id}"),
    "document": msg("document {id}"),
    "communication": msg("message {id}"),
    "notice": msg("privacy notice {id}"),
    "legal-period": msg("legal period {id}"),
    "holidays": msg("public holidays {id}"),
    "signature": msg("signature {id}"),
    "training": msg("training {id}"),
    "log-review": msg("review of the log {id}"),
    "access-review": msg("access review {id}"),
    "not-personal": msg("{id}, said to hold no personal data"),
    "provider": msg("provider {id}"),
    "test": msg("test of the policy “{id}”"),
    "organisation": msg("the organisation"),
    "directory": msg("the directory that is the roster"),
    "tool": msg("what is read, and how reports name people"),
    "house-rules": msg("house rule {id}"),
    "check": msg("built-in check {id}"),
}
_VERBS = {Verb.ADDED: msg("{what} was added"), Verb.REMOVED: msg("{what} was taken out"), Verb.CHANGED: msg("{what} was changed")}
_SWITCHED = {Verb.ADDED: msg("{what} is on again"), Verb.REMOVED: msg("{what} is switched off")}
_GIVES = {
    "allow": msg("now allowed to {levels}: {who}, of {assets}"),
    "waiver": msg("now accepted: {who}, of {assets}"),
    "forbid": msg("no longer forbidden to {levels}: {who}, of {assets}"),
    "require": msg("no longer asked: of {who}, for {assets}"),
}
_TAKES = {
    "allow": msg("no longer allowed to {levels}: {who}, of {assets}"),
    "waiver": msg("no longer accepted: {who}, of {assets}"),
    "forbid": msg("now forbidden to {levels}: {who}, of {assets}"),
    "require": msg("now asked: of {who}, for {assets}"),
}


def called(kind: str, name: str, say: Wording) -> str:
    """What an entry of the policy is called."""
    return say(_KINDS[kind], id=name)


def by_key(keys: Iterable[str], say: Wording) -> str:
    """Changes by name, in a cell."""
    return ", ".join(called(kind, name, say) for kind, _, name in (key.partition(":") for key in keys))


def title(change: PolicyChange, say: Wording) -> str:
    """What happened, and where it stands."""
    what = called(change.kind, change.id, say)
    words = _SWITCHED if change.kind == "check" else _VERBS
    told = say(words[change.verb], what=what)
    told = told[:1].upper() + told[1:]
    at = change.place or change.was_at
    return f"{told} ({at})" if at else told


def lines(change: PolicyChange, policy: Policy, say: Wording, total: int) -> Iterator[str]:
    """What it said, says, gives and takes. `policy` is the one whose names are used, `total` how many assets there are."""
    if change.before:
        yield say("before: {words}", words=_with_place(change.before, change.was_at, change))
    if change.after:
        yield say("now: {words}", words=change.after)
    if not (change.before or change.after):
        yield from (_field(field.name, field.before, field.after, say) for field in change.fields)
    elif (severity := next((field for field in change.fields if field.name == "severity"), None)) is not None:
        yield _field(severity.name, severity.before, severity.after, say)
    for words, extents in ((_GIVES, change.gives), (_TAKES, change.takes)):
        for extent in extents:
            yield _extent(words[change.kind], extent, policy, say, total)


def _with_place(text: str, place: str, change: PolicyChange) -> str:
    return f"{text} ({place})" if place and change.place and place != change.place else text


def _field(name: str, before: str, after: str, say: Wording) -> str:
    return say("{field}: {before} became {after}", field=name, before=before or "-", after=after or "-")


def _extent(words: str, extent: Extent, policy: Policy, say: Wording, total: int) -> str:
    who = somebody(extent.who, policy, say)
    whole = 1 < len(extent.assets) == total or not extent.assets
    assets = say("any personal data") if whole else say.both(extent.assets)
    if extent.part:
        assets = say("the part {part} of {which}", part=extent.part, which=assets)
    told = say(words, who=who, assets=assets, levels=levels(say, extent.levels))
    return say("{what}, until {day}", what=told, day=extent.until) if extent.until else told


def somebody(who: str, policy: Policy, say: Wording) -> str:
    """Whom a rule names."""
    kind, _, name = who.partition(":")
    return named(Who(WhoKind(kind), name), policy, say) if who else say("everybody")
