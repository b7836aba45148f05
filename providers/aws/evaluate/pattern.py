"""IAM's wildcards and policy variables (IAM User Guide, "IAM JSON policy elements: Resource", "IAM policy elements: Variables and tags").

`*` and `?` span `:` and `/`. A wildcard that is meant literally (`${*}`, or one inside a substituted value) is held as another character,
in patterns and in the texts that are compared with them alike.
"""

import re
from dataclasses import dataclass

from policies.patterns import accepts
from providers.aws.evaluate.context import Context, Shape

_LITERAL = str.maketrans({"*": "\ue02a", "?": "\ue03f"})
_VISIBLE = str.maketrans({"\ue02a": "*", "\ue03f": "?"})
_VARIABLE = re.compile(r"\$\{\s*([^},]*?)\s*(?:,\s*'([^']*)'\s*)?\}")
_SIGNS = {"*": "*".translate(_LITERAL), "?": "?".translate(_LITERAL), "$": "$"}


@dataclass(frozen=True, slots=True)
class Substituted:
    """A pattern with its variables filled in; with an undecided one a `*` stands in its place and `is_open` is set."""

    pattern: str
    is_open: bool = False


def literal(text: str) -> str:
    """A text in which wildcards mean themselves."""
    return text.translate(_LITERAL) if "*" in text or "?" in text else text


def visible(text: str) -> str:
    """The text as people write it."""
    return text.translate(_VISIBLE)


def like(pattern: str, text: str) -> bool:
    """Whether a text fits, upper and lower case apart."""
    return accepts(pattern, literal(text))


def action_like(pattern: str, action: str) -> bool:
    """Whether an action fits; case does not matter."""
    return accepts(pattern.lower(), action.lower())


def arn_like(pattern: str, arn: str) -> bool:
    """Whether an ARN fits segment by segment: five up to the resource, which may hold colons. `*` alone fits any."""
    wanted, given = pattern.split(":", 5), arn.split(":", 5)
    if len(wanted) < 6 or len(given) < 6:
        return not pattern.strip("*")
    return all(like(one, part) for one, part in zip(wanted, given, strict=True))


def substitute(text: str, context: Context) -> Substituted | None:
    """A text of a policy of version 2012-10-17 with its variables filled in; None when one has no value: then nothing fits."""
    if "${" not in text:
        return Substituted(text)
    is_open, pieces, end = False, [], 0
    for found in _VARIABLE.finditer(text):
        pieces.append(text[end : found.start()])
        end = found.end()
        value = _value(found[1], found[2], context)
        if value is None:
            return None
        is_open = is_open or value == _OPEN
        pieces.append(value)
    return Substituted("".join((*pieces, text[end:])), is_open)


_OPEN = "*"


def _value(key: str, default: str | None, context: Context) -> str | None:
    if key in _SIGNS:
        return _SIGNS[key]
    known = context.get(key)
    if isinstance(known, Shape):
        return _OPEN
    if len(known) == 1:
        return literal(known[0])
    return None if default is None else literal(default)
