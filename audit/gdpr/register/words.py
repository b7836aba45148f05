"""What a policy says in short words, said as people file it: articles, periods, kinds of people, measures, events.

A word that is not known here is said as it is written, its hyphens as spaces: an organisation has words of its own.
"""

import re

from policies.language import Retention
from policies.periods import Period
from policies.wording import Wording, msg

_ARTICLE = re.compile(r"A(?P<article>\d+)(?:-(?P<paragraph>\d+))?(?:-(?P<letter>[a-z]))?")

_SUBJECTS = {
    "customer": msg("customers"),
    "prospect": msg("prospects"),
    "employee": msg("staff"),
    "former-employee": msg("former staff"),
    "next-of-kin": msg("next of kin of staff"),
    "job-applicant": msg("job applicants"),
    "supplier": msg("suppliers"),
    "visitor": msg("visitors"),
    "member": msg("members"),
    "patient": msg("patients"),
    "student": msg("students"),
    "volunteer": msg("volunteers"),
    "user": msg("users"),
    "child": msg("children"),
}

_MEASURES = {
    "mfa": msg("two-factor authentication"),
    "encryption-at-rest": msg("encryption of what is stored"),
    "encryption-in-transit": msg("encryption of what is sent"),
    "private-network": msg("reachable from a private network only"),
    "personal-accounts": msg("personal accounts only"),
    "block-public-access": msg("public access blocked"),
    "lifecycle-rule": msg("old data are deleted automatically"),
    "table-expiration": msg("old rows expire automatically"),
    "retention-rule": msg("retention is enforced by the system"),
    "retention-label": msg("retention labels"),
    "no-link-sharing": msg("no sharing by link"),
    "no-external-sharing": msg("no sharing outside the organisation"),
    "sensitivity-label": msg("sensitivity labels"),
    "mailbox-auditing": msg("access to the mailbox is logged"),
    "no-auto-forward": msg("no automatic forwarding"),
    "access-logging": msg("access is logged"),
    "versioning": msg("earlier versions are kept"),
    "pseudonymised": msg("pseudonymisation"),
}

_EVENTS = {
    "creation": msg("creation"),
    "last_order": msg("the last order"),
    "last_message": msg("the last message"),
    "withdrawal": msg("the withdrawal of consent"),
    "end_of_contest": msg("the end of the contest"),
    "end_of_employment": msg("the end of the employment"),
    "end_of_procedure": msg("the end of the procedure"),
    "end_of_financial_year": msg("the end of the financial year"),
    "end_of_contract": msg("the end of the contract"),
}

_AFTERWARDS = {"delete": msg("deleted"), "anonymise": msg("anonymised")}

_REGIONS = {"EU": msg("European Union"), "EEA": msg("European Economic Area")}

SENSITIVE = {
    "art9": msg("special category (Art. 9)"),
    "art10": msg("criminal convictions and offences (Art. 10)"),
    "national-id": msg("national register number (Art. 87)"),
    "credentials": msg("credentials"),
}


def article(say: Wording, text: str) -> str:
    """An article as lawyers cite it: `A6-1-b` → Art. 6(1)(b); what is no article of the GDPR stays as it is written."""
    found = _ARTICLE.fullmatch(text)
    if not found:
        return text
    match found["paragraph"], found["letter"]:
        case None, None:
            return say("Art. {article} GDPR", article=found["article"])
        case paragraph, None:
            return say("Art. {article}({paragraph}) GDPR", article=found["article"], paragraph=paragraph)
        case None, letter:
            return say("Art. {article}, point ({letter}) GDPR", article=found["article"], letter=letter)
        case paragraph, letter:
            return say("Art. {article}({paragraph})({letter}) GDPR", article=found["article"], paragraph=paragraph, letter=letter)


def period(say: Wording, length: Period) -> str:
    """A period in words: 1 year, 6 months and 10 days."""
    years, months = divmod(length.months, 12)
    parts = [say.many("{count} year", "{count} years", years)] if years else []
    parts += [say.many("{count} month", "{count} months", months)] if months else []
    parts += [say.many("{count} day", "{count} days", length.days)] if length.days or not parts else []
    return say.both(parts)


def subject(say: Wording, word: str) -> str:
    """A kind of people."""
    return _known(say, _SUBJECTS, word)


def measure(say: Wording, word: str) -> str:
    """A measure of security."""
    return _known(say, _MEASURES, word)


def region(say: Wording, word: str) -> str:
    """Where data lie: the EU, the EEA or a country."""
    return say(_REGIONS[word]) if word in _REGIONS else say.country(word)


def kept(say: Wording, told: Retention) -> str:
    """How long, counted from what, what then and why."""
    said = period(say, told.keep)
    if told.counted_from:
        said = say("{period} from {event}", period=said, event=_known(say, _EVENTS, told.counted_from))
    if told.then:
        said = say("{period}, then {done}", period=said, done=_known(say, _AFTERWARDS, told.then))
    return f"{said} ({told.basis})" if told.basis else said


def _known(say: Wording, words: dict[str, str], word: str) -> str:
    return say(words[word]) if word in words else word.replace("-", " ").replace("_", " ")
