"""Which way a field goes when it changes: whether more reach, or less to answer for, is accepted than before."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from audit.preview.body import Effect
from audit.preview.texts import content
from policies.language import Severity
from policies.periods import Period

Way = Callable[[object, object], Effect]


def together(effects: Iterable[Effect]) -> Effect:
    """What several changes do as one: what goes both ways goes both ways; what nobody can say weighs more than nothing."""
    found = set(effects) - {Effect.NONE}
    if Effect.BOTH in found or found >= {Effect.LOOSER, Effect.STRICTER}:
        return Effect.BOTH
    return next((each for each in (Effect.LOOSER, Effect.STRICTER, Effect.OTHER) if each in found), Effect.NONE)


def way_of(kind: str, field: str) -> Way:
    """How a field of a kind of entry goes; one that is not listed may matter either way."""
    return _WAYS.get((kind, field)) or _ANYWHERE.get(field) or _other


def _other(_before: object, _after: object) -> Effect:
    return Effect.OTHER


def _none(_before: object, _after: object) -> Effect:
    return Effect.NONE


def _when(looser: bool, stricter: bool) -> Effect:
    return Effect.BOTH if looser and stricter else Effect.LOOSER if looser else Effect.STRICTER if stricter else Effect.NONE


def more_is_looser(before: object, after: object) -> Effect:
    """Of a list: what came loosens, what went is stricter."""
    old, new = _members(before), _members(after)
    return _when(not new <= old, not old <= new)


def fewer_is_looser(before: object, after: object) -> Effect:
    """Of a list of duties or marks."""
    return more_is_looser(after, before)


def _members(value: object) -> set[object]:
    return {content(one) for one in value} if isinstance(value, tuple) else {value} - {""}


def _weight(value: object) -> float:
    match value:
        case Period():
            return value.months * 30.44 + value.days
        case date():
            return value.toordinal()
        case bool() | int():
            return int(value)
        case _:
            return 0


def _longer_is_looser(before: object, after: object) -> Effect:
    return _when(_weight(after) > _weight(before), _weight(after) < _weight(before))


def _shorter_is_looser(before: object, after: object) -> Effect:
    return _longer_is_looser(after, before)


def _no_end_is_loosest(before: object, after: object) -> Effect:
    """A last day or a limit: none at all is the loosest."""
    old, new = (float("inf") if value is None else _weight(value) for value in (before, after))
    return _when(new > old, new < old)


def _gone_is_looser(before: object, after: object) -> Effect:
    """Something that has to be there: without it less is asked; another one may go either way."""
    return Effect.OTHER if before and after else _when(bool(before), bool(after))


def _there_is_looser(before: object, after: object) -> Effect:
    return Effect.OTHER if before and after else _when(bool(after), bool(before))


_SEVERITIES = tuple(Severity)


def _milder_is_looser(before: object, after: object) -> Effect:
    old, new = (_SEVERITIES.index(each) if isinstance(each, Severity) else 0 for each in (before, after))
    return _when(new > old, new < old)


_ANYWHERE: Mapping[str, Way] = {
    **dict.fromkeys(
        ("label", "why", "note", "law", "decided_by", "ticket", "instead", "asked_by", "purpose", "dpv", "fides", "name"), _none
    ),
    "severity": _milder_is_looser,
    "accounts": more_is_looser,
    "domains": more_is_looser,
    "aliases": more_is_looser,
    "people": more_is_looser,
    "assets": more_is_looser,
    "gets": more_is_looser,
    "owner": _gone_is_looser,
}

_WAYS: Mapping[tuple[str, str], Way] = {
    **{("house-rules", name): _longer_is_looser for name in ("max_allow_period", "max_allow_period_special", "max_waiver_period")},
    **{("house-rules", name): _longer_is_looser for name in ("review_every", "removal_within", "inactive_after")},
    **{("house-rules", name): _longer_is_looser for name in ("leaver_block_within", "leaver_mailbox_within", "small_audience_for_special")},
    ("house-rules", "notice_period_is_sensitive"): _shorter_is_looser,
    ("house-rules", "deciders"): more_is_looser,
    ("house-rules", "profile"): lambda _, after: _when(after == "starter", after != "starter"),
    ("person", "roles"): more_is_looser,
    ("person", "starts"): lambda before, after: _no_end_is_loosest(after or date.min, before or date.min),
    ("person", "ends"): _no_end_is_loosest,
    ("person", "language"): _none,
    ("role", "purposes"): more_is_looser,
    ("role", "privileged"): _shorter_is_looser,
    ("role", "temporary"): _shorter_is_looser,
    ("category", "sensitive"): _gone_is_looser,
    ("asset", "categories"): fewer_is_looser,
    ("asset", "subjects"): fewer_is_looser,
    ("asset", "measures"): fewer_is_looser,
    ("asset", "logging"): _gone_is_looser,
    ("asset", "consent"): _gone_is_looser,
    ("asset", "retention"): _gone_is_looser,
    ("asset", "copy_of"): _gone_is_looser,
    ("asset", "max_people"): _no_end_is_loosest,
    ("asset", "pseudonymised"): _longer_is_looser,
    **{("asset", name): _none for name in ("volume", "find_by", "erase", "dpia", "suppression", "legal_basis", "minors", "region")},
    ("processor", "hosting"): _longer_is_looser,
    ("processor", "agreement"): _there_is_looser,
    ("recipient", "agreement"): _there_is_looser,
    ("document", "until"): _no_end_is_loosest,
    ("emergency", "last_tested"): _none,
    ("emergency", "sealed_with"): _none,
    ("organisation", "domains"): more_is_looser,
    **{
        ("organisation", name): _none
        for name in ("address", "enterprise_number", "contact_role", "contact_email", "dpo", "dpo_reason", "representative")
    },
    **{("organisation", name): _none for name in ("id", "report_languages", "supervisory_authority", "joint_controllers", "country")},
}
