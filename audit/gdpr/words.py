"""Words of the GDPR that several papers use: articles, grounds, periods, kinds of people, ways to find somebody's data."""

from collections.abc import Iterable, Mapping

from audit.gdpr import access
from audit.model.reach import Subject, SubjectKind
from policies.language import Asset, Policy, Retention
from policies.periods import Period
from policies.wording import Wording, msg

GROUNDS = {
    "A6-1-a": msg("consent"),
    "A6-1-b": msg("needed for a contract, or to make one"),
    "A6-1-c": msg("a legal obligation"),
    "A6-1-d": msg("vital interests"),
    "A6-1-e": msg("a task in the public interest"),
    "A6-1-f": msg("a legitimate interest"),
}
SPECIAL_GROUNDS = {
    "A9-2-a": msg("explicit consent"),
    "A9-2-b": msg("labour law and social security"),
    "A9-2-c": msg("vital interests"),
    "A9-2-d": msg("members of a foundation, association or other non-profit body"),
    "A9-2-e": msg("data that the person made public"),
    "A9-2-f": msg("legal claims"),
    "A9-2-g": msg("a substantial public interest, by law"),
    "A9-2-h": msg("health care and occupational medicine"),
    "A9-2-i": msg("public health"),
    "A9-2-j": msg("archives, research and statistics"),
}
SAFEGUARDS = {
    "A45": msg("adequacy decision"),
    "A46-2-b": msg("binding corporate rules"),
    "A46-2-c": msg("standard contractual clauses"),
    "A46-2-d": msg("standard contractual clauses"),
    "A46-2-e": msg("approved code of conduct"),
    "A46-2-f": msg("approved certification"),
    "A46-3": msg("clauses or arrangements that the authority approved"),
    "A49": msg("an exception for this case"),
}
_SUBJECTS = {
    "customer": msg("customers"),
    "prospect": msg("prospects"),
    "employee": msg("employees"),
    "former-employee": msg("former employees"),
    "next-of-kin": msg("next of kin"),
    "job-applicant": msg("job applicants"),
    "supplier": msg("suppliers"),
    "visitor": msg("visitors"),
    "patient": msg("patients"),
    "member": msg("members"),
    "pupil": msg("pupils"),
    "student": msg("students"),
    "donor": msg("donors"),
    "volunteer": msg("volunteers"),
    "user": msg("users"),
    "child": msg("children"),
}
_KEYS = {
    "email": msg("e-mail address"),
    "customer_number": msg("customer number"),
    "order_number": msg("order number"),
    "staff_number": msg("staff number"),
    "name": msg("name"),
    "phone": msg("telephone number"),
    "address": msg("postal address"),
    "national_number": msg("national register number"),
    "birth_date": msg("date of birth"),
}
_FROM = {
    "creation": msg("the day it was made"),
    "collection": msg("the day it was collected"),
    "last_order": msg("the last order"),
    "last_message": msg("the last message"),
    "last_contact": msg("the last contact"),
    "last_login": msg("the last time somebody signed in"),
    "withdrawal": msg("the withdrawal of the consent"),
    "end_of_contest": msg("the end of the contest"),
    "end_of_contract": msg("the end of the contract"),
    "end_of_employment": msg("the end of the employment"),
    "end_of_procedure": msg("the end of the procedure"),
    "end_of_financial_year": msg("the end of the financial year"),
    "end_of_calendar_year": msg("the end of the calendar year"),
}
_THEN = {"delete": msg("deleted"), "anonymise": msg("made anonymous"), "archive": msg("archived"), "review": msg("reviewed")}


def article(say: Wording, code: str) -> str:
    """An article as people cite it: A17-3-b is Art. 17(3)(b). What has another form stands as it is."""
    number, *parts = code.removeprefix("A").split("-")
    if not (code.startswith("A") and number.isdigit()):
        return code
    inside = "".join(say("({part})", part=part) for part in parts)
    return say("Art. {number}", number=f"{number}{inside}")


def ground(say: Wording, code: str, named: Mapping[str, str] = GROUNDS) -> str:
    """A ground in words, with its article."""
    words = next((words for start, words in named.items() if code == start or code.startswith(f"{start}-")), "")
    return f"{say(words)} ({article(say, code)})" if words else article(say, code)


def period(say: Wording, length: Period) -> str:
    """A period in words: 10 years; 1 year and 6 months."""
    years, months = divmod(length.months, 12)
    counted = (
        say.many("{count} year", "{count} years", years) if years else "",
        say.many("{count} month", "{count} months", months) if months else "",
        say.many("{count} day", "{count} days", length.days) if length.days or not length.months else "",
    )
    return say.both(part for part in counted if part)


def counted_from(say: Wording, event: str) -> str:
    """From what a period counts; the policy's own word where it is none of ours."""
    return say(_FROM[event]) if event in _FROM else event.replace("_", " ")


def kept(say: Wording, retention: Retention) -> str:
    """How long something is kept, and what happens then."""
    long, then = period(say, retention.keep), retention.then
    if retention.counted_from:
        long = say("{period}, counted from {event}", period=long, event=counted_from(say, retention.counted_from))
    return say("{period}; then {fate}", period=long, fate=say(_THEN[then]) if then in _THEN else then) if then else long


def kept_with_basis(say: Wording, retention: Retention) -> str:
    """The same, with what it rests on."""
    return f"{kept(say, retention)} ({retention.basis})" if retention.basis else kept(say, retention)


def subject(say: Wording, kind: str) -> str:
    """A kind of data subjects, in the plural."""
    return say(_SUBJECTS[kind]) if kind in _SUBJECTS else kind.replace("-", " ").replace("_", " ")


def key(say: Wording, field: str) -> str:
    """What somebody's data is found by."""
    return say(_KEYS[field]) if field in _KEYS else field.replace("_", " ")


def keys(say: Wording, fields: Iterable[str]) -> str:
    """Several of them, each of which will do."""
    return say.either(key(say, field) for field in fields)


def asset(say: Wording, found: Asset) -> str:
    """What people call an asset; its id where it has no name in this language."""
    return say.label(found.label, found.id)


def purpose(say: Wording, policy: Policy, name: str) -> str:
    """What people call a purpose."""
    return say.label(next((each.label for each in policy.purposes if each.id == name), ()), name.replace("-", " "))


def category(say: Wording, policy: Policy, name: str) -> str:
    """What people call a category."""
    return say.label(next((each.label for each in policy.categories if each.id == name), ()), name.replace("-", " "))


def role(say: Wording, policy: Policy, name: str) -> str:
    """What people call a role."""
    return say.label(next((each.label for each in policy.roles if each.id == name), ()), name)


def somebody(say: Wording, policy: Policy, who: Subject) -> str:
    """Who reaches, in words: people by number, parties by what the policy calls them."""
    parties = {SubjectKind.PROCESSOR: policy.processors, SubjectKind.RECIPIENT: policy.recipients}
    name = next((party.name for party in parties.get(who.kind, ()) if party.id == who.id and party.name), who.id)
    return access.who(say, who.kind, name)
