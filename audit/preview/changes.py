"""Two policies compared, entry by entry: what was added, removed or changed, where it stands, and which way it goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from audit.preview.body import Effect, Extent, Field, PolicyChange, Verb
from audit.preview.directions import together, way_of
from audit.preview.extents import asked, given, lifted, waived
from audit.preview.places import out_of_sight
from audit.preview.texts import content, place, said, text
from policies.errors import Place
from policies.language import Allow, Asset, Category, Forbid, LogReview, NotPersonal, Policy, Require, Waiver
from policies.selectors import assets_of
from policies.sentences import sentence
from policies.wording import Wording

_ADDED = {
    **dict.fromkeys(("person", "service", "emergency", "processor", "recipient", "not-personal"), Effect.LOOSER),
    **dict.fromkeys(("asset", "provider", "category"), Effect.STRICTER),
    **dict.fromkeys(("directory", "document", "signature", "training", "log-review", "access-review"), Effect.OTHER),
}  # the reverse where it is removed; a kind that is not listed changes nothing of who may what
_REVERSE = {Effect.LOOSER: Effect.STRICTER, Effect.STRICTER: Effect.LOOSER}
_PROOFS = frozenset({"signature", "training", "log-review", "access-review", "document"})  # without one, less is proved
_RULES = frozenset({"allow", "forbid", "require", "waiver"})
_QUIET = frozenset({"test", "notice", "communication", "client", "legal-period", "holidays", "tool", "purpose"})


def changes(before: Policy, after: Policy, on: date, say: Wording) -> tuple[PolicyChange, ...]:
    """Every entry that differs, sorted by kind and id. `on` is the day from which rules are looked at."""
    old, new = _entries(before), _entries(after)
    keys = sorted(key for key in old.keys() | new.keys() if content(old.get(key)) != content(new.get(key)))
    judge = _Judge(before, after, on, say)
    found = (judge.change(kind, name, old.get((kind, name)), new.get((kind, name))) for kind, name in keys)
    return (*found, *judge.house_rules())


def _entries(policy: Policy) -> Mapping[tuple[str, str], object]:
    """Everything that has a name of its own; what has none goes by what it is about."""
    named: tuple[tuple[str, Sequence[object]], ...] = (
        ("allow", policy.allow),
        ("forbid", policy.forbid),
        ("require", policy.require),
        ("waiver", policy.waivers),
        ("asset", policy.assets),
        ("category", policy.categories),
        ("purpose", policy.purposes),
        ("role", policy.roles),
        ("person", policy.people),
        ("service", policy.services),
        ("emergency", policy.emergency),
        ("processor", policy.processors),
        ("recipient", policy.recipients),
        ("client", policy.on_behalf_of),
        ("document", policy.documents),
        ("communication", policy.communications),
        ("notice", policy.notices),
        ("legal-period", policy.legal_periods),
        ("holidays", policy.holidays),
    )
    found: dict[tuple[str, str], object] = {(kind, str(getattr(each, "id", ""))): each for kind, group in named for each in group}
    found |= {("signature", f"{each.document} {each.person} {each.on}"): each for each in policy.signed}
    found |= {("training", f"{each.document} {each.person} {each.on}"): each for each in policy.trained}
    found |= {("log-review", f"{each.asset} {each.date}"): each for each in policy.log_reviews}
    found |= {("access-review", each.period): each for each in policy.access_reviews}
    found |= {("not-personal", text(each.where)): each for each in policy.not_personal}
    found |= {("provider", each.name): each for each in policy.providers}
    found |= {("test", each.name): each for each in policy.tests}
    single = (("organisation", policy.organisation), ("directory", policy.directory), ("tool", policy.tool_as_processing))
    return found | {(kind, ""): each for kind, each in single if each is not None}


class _Judge:
    """Says of each difference what it does; made for one comparison."""

    def __init__(self, before: Policy, after: Policy, on: date, say: Wording) -> None:
        self.before, self.after, self.on, self.say = before, after, on, say
        self.everything = tuple(sorted({asset.id for policy in (before, after) for asset in policy.assets}))

    def change(self, kind: str, name: str, old: object, new: object) -> PolicyChange:
        """One entry that differs."""
        verb = Verb.ADDED if old is None else Verb.REMOVED if new is None else Verb.CHANGED
        fields = () if verb is not Verb.CHANGED else tuple(self._fields(kind, old, new))
        gives, takes = self._extents(old, new)
        found = PolicyChange(
            kind=kind,
            id=name,
            verb=verb,
            effect=Effect.NONE,
            place=place(_at(new)),
            was_at=place(_at(old)),
            before=self._told(old, self.before),
            after=self._told(new, self.after),
            fields=fields,
            gives=gives,
            takes=takes,
        )
        effect = self._effect(found)
        return replace(found, effect=effect, about=() if effect is Effect.NONE else self._about(name, old, new))

    def house_rules(self) -> Iterator[PolicyChange]:
        """Each house rule that differs, and each built-in check that was switched off or on, by itself."""
        old, new = self.before.house_rules, self.after.house_rules
        make = partial(PolicyChange, place=place(new.at), was_at=place(old.at), about=self.everything)
        off = (dict(old.off), dict(new.off))
        for check in sorted(off[0].keys() ^ off[1].keys()):
            gone = check in off[1]
            effect = Effect.LOOSER if gone else Effect.STRICTER
            yield make(
                "check", check, Verb.REMOVED if gone else Verb.ADDED, effect, before=off[0].get(check, ""), after=off[1].get(check, "")
            )
        for (name, one), (_, other) in zip(said(old), said(new), strict=True):
            if name != "off" and content(one) != content(other):
                effect = way_of("house-rules", name)(one, other)
                field = Field(name, text(one), text(other), effect)
                yield make("house-rules", name, Verb.CHANGED, effect, before=field.before, after=field.after, fields=(field,))

    def _fields(self, kind: str, old: object, new: object) -> Iterator[Field]:
        for (name, one), (_, other) in zip(said(old), said(new), strict=True):
            if content(one) != content(other):
                effect = self._where(old, new) if (kind, name) == ("asset", "where") else way_of(kind, name)(one, other)
                yield Field(name, text(one), text(other), effect)

    def _where(self, old: object, new: object) -> Effect:
        assert isinstance(old, Asset)
        assert isinstance(new, Asset)
        gone, come = out_of_sight(old, new), out_of_sight(new, old)
        return (
            together((Effect.LOOSER if gone else Effect.NONE, Effect.STRICTER if come else Effect.NONE)) if gone or come else Effect.OTHER
        )

    def _extents(self, old: object, new: object) -> tuple[tuple[Extent, ...], tuple[Extent, ...]]:
        """What the change gives, and what it takes."""
        of_new, of_old = self._extent(new, self.after, self.before), self._extent(old, self.before, self.after)
        permits = isinstance(old if new is None else new, Allow | Waiver)
        return (of_new, of_old) if permits else (of_old, of_new)

    def _extent(self, rule: object, its: Policy, other: Policy) -> tuple[Extent, ...]:
        match rule:
            case Allow():
                return given(rule, its, other, self.on)
            case Waiver():
                return waived(rule, its, other, self.on)
            case Forbid():
                return lifted(rule, its, other)
            case Require():
                return asked(rule, its, other)
            case _:
                return ()

    def _effect(self, change: PolicyChange) -> Effect:
        if change.kind in _QUIET:
            return Effect.NONE
        if change.kind in _RULES:
            severity = (field.effect for field in change.fields if field.name == "severity")
            return together((Effect.LOOSER if change.gives else Effect.NONE, Effect.STRICTER if change.takes else Effect.NONE, *severity))
        if change.verb is Verb.CHANGED:
            return together(field.effect for field in change.fields)
        added = _ADDED.get(change.kind, Effect.NONE)
        if change.verb is Verb.ADDED:
            return added
        return Effect.STRICTER if change.kind in _PROOFS else _REVERSE.get(added, added)

    def _told(self, entry: object, policy: Policy) -> str:
        match entry:
            case Allow() | Forbid() | Require():
                return sentence(entry, policy, self.say)
            case Waiver():
                about = ", ".join(filter(None, (entry.rule, text(entry.who), entry.which)))
                told = self.say("The finding {finding} is accepted until {day}", finding=about, day=text(entry.until) or "…")
                return f"{told}: {entry.why}" if entry.why else told
            case _:
                return ""

    def _about(self, name: str, old: object, new: object) -> tuple[str, ...]:
        """The assets that it can matter for: all, where nobody can say less."""
        found: set[str] = set()
        for entry, policy in ((old, self.before), (new, self.after)):
            match entry:
                case Allow():
                    found |= set(entry.which)
                case Forbid() | Require():
                    found |= {asset.id for asset in assets_of(entry.which, policy)}
                case Waiver(which=str(which)) if which:
                    found.add(which)
                case Asset():
                    found.add(entry.id)
                case Category():
                    found |= {asset.id for asset in policy.assets if name in asset.categories}
                case LogReview():
                    found.add(entry.asset)
                case None | NotPersonal():
                    continue
                case _:
                    return self.everything
        return tuple(sorted(found))


def _at(entry: object) -> Place | None:
    at = getattr(entry, "at", None)
    return at if isinstance(at, Place) else None
