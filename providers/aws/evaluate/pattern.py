"""IAM's wildcards and policy variables (IAM User Guide, "IAM JSON policy elements: Resource", "IAM policy elements: Variables and tags").

`*` and `?` span `/`, and in the last part of an ARN `:` too. A wildcard that is meant literally (`${*}`, or one inside a substituted value)
is held as another character, in patterns and in the texts that are compared with them alike.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from policies.patterns import accepts
from providers.aws.evaluate.context import Context, Shape

_LITERAL = str.maketrans({"*": "\ue02a", "?": "\ue03f"})
_VISIBLE = str.maketrans({"\ue02a": "*", "\ue03f": "?"})
_STAYS = re.compile(r"(?:[^:]*:){0,4}[^:]*(?:\?|\*(?![:*]|$))")
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


def resource_like(pattern: str, resource: str) -> bool:
    """Whether an ARN fits a Resource element: in its first five parts a wildcard stays inside its part, unless it ends one.

    (IAM User Guide, "IAM JSON policy elements: Resource", "Wildcards in ARN segments".)
    """
    inside, text = _inside(pattern), literal(resource)
    return accepts(pattern, text) if inside is None else inside.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def _inside(pattern: str) -> re.Pattern[str] | None:
    """The pattern where it differs from one whose wildcards span everything."""
    if not _STAYS.match(pattern):
        return None
    *first, last = (*pattern.split(":", 5), "") if pattern.count(":") < 5 else pattern.split(":", 5)
    inside = (re.sub(r"\\\*(?!$)", "[^:]*", re.escape(part)).replace(r"\*", ".*").replace(r"\?", "[^:]") for part in first)
    rest = (re.escape(last).replace(r"\*", ".*").replace(r"\?", "."),) if pattern.count(":") >= 5 else ()
    return re.compile(":".join((*inside, *rest)), re.DOTALL)


@lru_cache(maxsize=65536)
def action_like(pattern: str, action: str) -> bool:
    """Whether an action fits; case does not matter, and wildcards stand in its name alone."""
    if not pattern.strip("*") or pattern == "*:*":
        return True
    (service, _, wanted), (own, _, name) = pattern.lower().partition(":"), action.lower().partition(":")
    return service == own and accepts(wanted, name)


def arn_like(pattern: str, arn: str) -> bool:
    """Whether an ARN fits segment by segment: five up to the resource, which may hold colons."""
    return _segments(pattern).fullmatch(literal(arn)) is not None


@lru_cache(maxsize=65536)
def _segments(pattern: str) -> re.Pattern[str]:
    *first, last = pattern.split(":", 5)
    if len(first) < 5:
        return re.compile("(?!)")
    inside = (re.escape(part).replace(r"\*", "[^:]*").replace(r"\?", "[^:]") for part in first)
    return re.compile(":".join((*inside, re.escape(last).replace(r"\*", ".*").replace(r"\?", "."))), re.DOTALL)


def names_in(*texts: str) -> frozenset[str]:
    """The condition keys that policy variables in some texts stand for, in lower case."""
    return frozenset(found[1].lower() for text in texts if "${" in text for found in _VARIABLE.finditer(text) if found[1] not in _SIGNS)


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


def substitute_arn(pattern: str, context: Context) -> Substituted | None:
    """A Resource with its variables filled in: they stand in the last part of an ARN alone, elsewhere nothing fits."""
    start = pattern.find("${")
    return substitute(pattern, context) if start < 0 or pattern.count(":", 0, start) >= 5 else None


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
