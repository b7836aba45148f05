"""What a policy says in short words, said as people file it: articles with their law, measures, regions. The rest is `audit.gdpr.words`.

A word that is not known here is said as it is written, its hyphens as spaces: an organisation has words of its own.
"""

import re

from policies.wording import Wording, msg

_ARTICLE = re.compile(r"A(?P<article>\d+)(?:-(?P<paragraph>\d+))?(?:-(?P<letter>[a-z]))?")

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


def measure(say: Wording, word: str) -> str:
    """A measure of security."""
    return _known(say, _MEASURES, word)


def region(say: Wording, word: str) -> str:
    """Where data lie: the EU, the EEA or a country."""
    return say(_REGIONS[word]) if word in _REGIONS else say.country(word)


def _known(say: Wording, words: dict[str, str], word: str) -> str:
    return say(words[word]) if word in words else word.replace("-", " ").replace("_", " ")
