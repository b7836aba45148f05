"""Whether an action fits a pattern of a role, a deny assignment or a condition.

"Understand Azure role definitions" (actions format): a wildcard stands for any run of characters, wherever it is; letters fit in either case.
"""

from policies.patterns import accepts

_QUESTION, _LITERAL = "?", "\ue001"  # no wildcard in an action


def matches(pattern: str, action: str) -> bool:
    """Whether a pattern names an action."""
    return accepts(_plain(pattern), _plain(action))


def is_action(text: str) -> bool:
    """Whether a text is one action: a provider, what it is asked on, and a verb."""
    return "/" in text.strip("/") and not set(text) & set("*? '\"")


def _plain(text: str) -> str:
    return text.lower().replace(_QUESTION, _LITERAL)
