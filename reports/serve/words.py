"""What the pages of this server say, in the language of the reader."""

from collections.abc import Mapping

from policies.wording import Wording, msg
from reports.serve.guard import Refusal

_WORDS: Mapping[str, str] = {
    "skip": msg("Skip to the content"),
    "history": msg("All nights"),
    "compare": msg("Compare two nights"),
    "search": msg("Search"),
    "search_for": msg("Person, account or data"),
    "night": msg("Night"),
    "critical": msg("critical"),
    "high": msg("high"),
    "medium": msg("medium"),
    "low": msg("low"),
    "violations": msg("violations"),
    "unknown": msg("unknown"),
    "gaps": msg("gaps"),
    "waived": msg("waived"),
    "new": msg("new violations"),
    "persons": msg("people with access"),
    "blind": msg("not checked"),
    "unreadable": msg("Can't be read"),
    "older": msg("Older nights"),
    "trend": msg("Violations in each night, by severity"),
    "trend_told": msg("The table below has the same figures."),
    "changes": msg("What changed"),
    "with_before": msg("since the night before"),
    "before": msg("Earlier night"),
    "after": msg("Later night"),
    "show": msg("Show"),
    "data": msg("Data"),
    "who": msg("Who"),
    "label": msg("Name"),
    "owner": msg("Owner"),
    "reached_by": msg("Reached by"),
    "accounts": msg("Accounts found"),
    "reaches_data": msg("Data reached"),
    "none_seen": msg("none seen"),
    "why": msg("How does somebody come to some data?"),
    "person": msg("Person or account"),
    "remedy": msg("What to do"),
}

_REFUSALS = {
    Refusal.HOST: msg("These pages are served under the address that the command printed, and under no other name."),
    Refusal.METHOD: msg("These pages can be read, and nothing else."),
    Refusal.ELSEWHERE: msg("This was sent by a page of somebody else. Open the address that the command printed."),
    Refusal.KEY: msg("Open the address that the command printed: without its key nobody is let in."),
}


def words(say: Wording) -> Mapping[str, str]:
    """Every word of the pages, by its name in the templates."""
    return {name: say(text) for name, text in _WORDS.items()}


def why_refused(refusal: Refusal, say: Wording) -> str:
    """Why somebody is not let in, and what to do."""
    return say(_REFUSALS[refusal])
