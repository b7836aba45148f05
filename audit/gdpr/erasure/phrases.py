"""Phrases of a request's papers: actions, grounds and exceptions of Art. 17, kinds of request."""

from audit.gdpr import words
from audit.gdpr.erasure.keeping import Keeping
from audit.gdpr.erasure.log import Reason, Right
from audit.gdpr.erasure.places import Place
from policies.wording import Wording, msg

TITLES = {
    Right.ERASURE: msg("Step plan: erasure of personal data (Art. 17 GDPR)"),
    Right.ACCESS: msg("Step plan: access to personal data (Art. 15 GDPR)"),
    Right.OBJECTION: msg("Step plan: objection to processing (Art. 21 GDPR)"),
}
ACTIONS = {
    "delete": msg("delete"),
    "anonymise": msg("make anonymous"),
    "keep": msg("do NOT delete"),
    "restrict": msg("do NOT delete; restrict instead (Art. 18)"),
    "expires": msg("goes by itself"),
    "suppress": msg("delete, and put on the do-not-mail list"),
    "give": msg("look up and give a copy"),
    "stop": msg("stop, or weigh"),
    "": msg("the inventory does not say what to do: decide first"),
}
DONE = {
    "delete": msg("deleted"),
    "anonymise": msg("made anonymous"),
    "keep": msg("kept"),
    "expires": msg("goes by itself"),
    "suppress": msg("deleted (a mark on our do-not-mail list keeps it that way)"),
    "give": msg("given"),
    "stop": msg("stopped"),
    "": msg("dealt with"),
}
REASONS = {Reason.COMPLEXITY: msg("the request is complex"), Reason.NUMBER: msg("there are many requests")}
ERASURE_GROUNDS = {
    "A17-1-a": msg("no longer needed"),
    "A17-1-b": msg("consent withdrawn"),
    "A17-1-c": msg("objection"),
    "A17-1-d": msg("unlawful processing"),
    "A17-1-e": msg("a law demands the erasure"),
    "A17-1-f": msg("collected from a child, online"),
}
EXCEPTIONS = {
    "A17-3-a": msg("freedom of expression and information"),
    "A17-3-b": msg("a legal obligation"),
    "A17-3-c": msg("public health"),
    "A17-3-d": msg("archives, research and statistics"),
    "A17-3-e": msg("legal claims"),
}
OBJECTION_GROUNDS = {
    "A21-2": msg("direct marketing: stops always"),
    "A21-1": msg("a reason of one's own situation: stops unless we show compelling grounds"),
    "A7-3": msg("consent withdrawn"),
}
GROUNDS = {Right.ERASURE: ERASURE_GROUNDS, Right.ACCESS: {}, Right.OBJECTION: OBJECTION_GROUNDS}


def action(say: Wording, place: Place) -> str:
    """What to do at a place."""
    restrict = place.action == "keep" and place.asset.erase is not None and place.asset.erase.restrict
    key = "restrict" if restrict else place.action
    return say(ACTIONS[key])


def chosen(say: Wording, codes: dict[str, str]) -> str:
    """Grounds to choose from, each with its article."""
    return " · ".join(f"{words.article(say, code)} {say(told)}" for code, told in codes.items())


def laws(say: Wording, kept: Keeping) -> str:
    """The laws that ask to keep something, each with its period."""
    return "; ".join(
        say("{law} ({period})", law=say.label(law.law, law.id), period=words.period(say, law.keep))
        if law.since is None or law.before is None
        else say(
            "{law} ({period}; {before} for what is from before {day})",
            law=say.label(law.law, law.id),
            period=words.period(say, law.keep),
            before=words.period(say, law.before),
            day=say.day(law.since),
        )
        for law in kept.laws
    )
