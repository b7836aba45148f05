"""Running CEL, the language of conditions, in the C++ runtime that Google keeps.

The attributes and functions are those of the IAM documentation, "Attribute reference for IAM Conditions". What a request does not tell is MISSING,
as is a function or attribute that is not known here; only an expression that Google's own runtime would fail on is an ERROR.
"""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from cel_expr_python import cel

_BOOL, _STRING, _INT, _TIME, _ANY = cel.Type.BOOL, cel.Type.STRING, cel.Type.INT, cel.Type.TIMESTAMP, cel.Type.DYN
_LIST, _MAP = cel.Type.List(_ANY), cel.Type.Map(_ANY, _ANY)
VARIABLES: Mapping[str, Any] = {
    "request.time": _TIME,
    "request.host": _STRING,
    "request.path": _STRING,
    "request.auth.access_levels": cel.Type.List(_STRING),
    "resource.name": _STRING,
    "resource.type": _STRING,
    "resource.service": _STRING,
    "destination.ip": _STRING,
    "destination.port": _INT,
    "principal.type": _STRING,
    "principal.subject": _STRING,
}
TAGS = "resource.tags"  # a request's effective tags: by namespaced key and short value, or by the ids of both
FORWARDING, SCHEMES = "compute.isForwardingRuleCreationOperation", "compute.loadBalancingScheme"
_UNKNOWN = "is not known of the request"
_MISSING = re.compile(rf'No value with name "(?P<variable>[^"]+)" found|(?P<said>[^\s"]+) {_UNKNOWN}')
_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")
_UNDECLARED = re.compile(r"undeclared reference to '(?P<name>[^']+)'")
_ABSORBS = re.compile(r"&&|\|\||\?")  # what an error on one side may come to hangs on the other side (CEL, "Logical operators")
_OF_API = re.compile(r"api\.getAttribute\(\s*['\"]([^'\"]*)")
_TOO_MUCH = re.compile(r"recursion limit exceeded|size exceeds", re.IGNORECASE)
_OVERLOAD = re.compile(r"no matching overload for '(?P<name>[^']+)'")


class Truth(Enum):
    """What an expression comes to."""

    TRUE = "true"
    FALSE = "false"
    MISSING = "missing"  # something that it asks for is not known
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Result:
    """What an expression comes to; `about` says what is missing, or what went wrong."""

    truth: Truth
    about: str = ""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is known of a request: variables by name, tags, and what its API tells (names with a `/`).

    `tags` is None when they are not known. `absent` are API attributes that the request is known not to have, so that a condition's default holds.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    tags: Mapping[str, str] | None = None
    absent: Callable[[str], bool] = lambda _: False

    @property
    def own(self) -> frozenset[str]:
        """Variables beyond those of the documentation."""
        return frozenset(name for name in self.values if name not in VARIABLES and _NAME.fullmatch(name))


@dataclass(frozen=True, slots=True)
class _Compiled:
    expression: Any = None  # None where it does not compile
    result: Result = Result(Truth.TRUE)


_ASKED: ContextVar[Attributes] = ContextVar("the request that an expression is run on")


def problem(expression: str, own: frozenset[str] = frozenset()) -> Result:
    """Why an expression can't be run: ERROR where it is no CEL or no condition, MISSING where it uses what is not known here; TRUE if it can."""
    return _compiled(expression, own).result


def run(expression: str, attributes: Attributes) -> Result:
    """What an expression comes to on a request."""
    own = attributes.own
    compiled = _compiled(expression, own)
    if compiled.expression is None:
        return compiled.result
    token = _ASKED.set(attributes)
    try:
        found = compiled.expression.eval(
            data={name: value for name, value in attributes.values.items() if name in VARIABLES or name in own}
        )
    finally:
        _ASKED.reset(token)
    value = found.value()
    if found.type() == _BOOL:
        return Result(Truth.TRUE if value else Truth.FALSE)
    if found.type() != cel.Type.ERROR:
        return Result(Truth.ERROR, "it is neither true nor false")
    missing = _MISSING.search(str(value))
    if missing:
        return Result(Truth.MISSING, missing["variable"] or missing["said"])
    if absorbs(expression) and (unknown := _not_told(expression, attributes)):
        return Result(Truth.MISSING, unknown)
    return Result(Truth.ERROR, str(value).partition(": ")[2] or str(value))


def absorbs(expression: str) -> bool:
    """Whether an error in one part of an expression may come to nothing by another part."""
    return bool(_ABSORBS.search(expression))


def _not_told(expression: str, attributes: Attributes) -> str:
    """Something that an expression asks for and the request does not tell; empty where it tells all."""
    for name in VARIABLES:
        if name not in attributes.values and re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", expression):
            return name
    if attributes.tags is None and ("resource.matchTag" in expression or "resource.hasTagKey" in expression):
        return TAGS
    asked = (*_OF_API.findall(expression), *(name for name in (FORWARDING, SCHEMES) if name.rpartition(".")[0] in expression))
    return next((name for name in asked if name not in attributes.values and not attributes.absent(name)), "")


@lru_cache(maxsize=16384)
def _compiled(expression: str, own: frozenset[str]) -> _Compiled:
    try:
        return _Compiled(_environment(own).compile(expression))
    except RuntimeError as error:  # the one class of error that the runtime knows
        text = str(error)
    unknown = _UNDECLARED.search(text)
    if unknown:
        return _Compiled(result=Result(Truth.MISSING, unknown["name"]))
    overload = _OVERLOAD.search(text)
    if overload and overload["name"] in _OURS:  # perhaps a form of a function that is newer than what is known here
        return _Compiled(result=Result(Truth.MISSING, overload["name"]))
    if _TOO_MUCH.search(text):  # a limit of this runtime, which need not be Google's
        return _Compiled(result=Result(Truth.MISSING, "what an expression of this size comes to"))
    said = re.search(r"ERROR: <input>:\d+:\d+: ([^\n]+)", text)
    return _Compiled(result=Result(Truth.ERROR, (said[1] if said else text).partition(" expecting ")[0]))


@lru_cache(maxsize=256)
def _environment(own: frozenset[str]) -> Any:
    return cel.NewEnv(variables={**VARIABLES, **dict.fromkeys(sorted(own), _ANY)}, functions=_functions())


def _functions() -> list[Any]:
    def function(name: str, *overloads: tuple[tuple[Any, ...], Any, Callable[..., Any]], member: bool = False) -> Any:
        made = [
            cel.Overload(f"{name}_{at}", return_type=gives, parameters=list(takes), is_member=member, impl=does)
            for at, (takes, gives, does) in enumerate(overloads)
        ]
        return cel.FunctionDecl(name, made)

    kinds = (_STRING, _BOOL, _INT, _LIST, _MAP)
    return [
        function("resource.matchTag", ((_STRING, _STRING), _BOOL, _match_tag)),
        function("resource.matchTagId", ((_STRING, _STRING), _BOOL, _match_tag)),
        function("resource.hasTagKey", ((_STRING,), _BOOL, _has_tag)),
        function("resource.hasTagKeyId", ((_STRING,), _BOOL, _has_tag)),
        function("api.getAttribute", *(((_STRING, kind), kind, _api) for kind in kinds)),
        function("hasOnly", ((_LIST, _LIST), _BOOL, lambda items, allowed: all(item in allowed for item in items)), member=True),
        function("extract", ((_STRING, _STRING), _STRING, extract), member=True),
        function("date", ((_STRING,), _TIME, _date)),
        function(FORWARDING, ((), _BOOL, lambda: _given(FORWARDING))),
        function("compute.matchLoadBalancingSchemes", ((_LIST,), _BOOL, lambda schemes: _given(SCHEMES) in schemes)),
    ]


_OURS = frozenset(
    [
        *(
            "resource.matchTag",
            "resource.matchTagId",
            "resource.hasTagKey",
            "resource.hasTagKeyId",
            "api.getAttribute",
            "hasOnly",
            "extract",
        ),
        *("date", FORWARDING, "compute.matchLoadBalancingSchemes"),
    ]
)


def extract(text: str, template: str) -> str:
    """What stands in a text where a template has `{name}` ("Extract values from attributes").

    Raises:
        ValueError: the template has no such place, or several.
    """
    found = re.fullmatch(r"(?P<before>[^{}]*)\{\w+\}(?P<after>[^{}]*)", template)
    if not found:
        raise ValueError(f"{template!r} is no extraction template: it has one name in braces")
    _, before, rest = text.partition(found["before"]) if found["before"] else ("", True, text)
    if not before:
        return ""
    if not found["after"]:
        return rest
    value, after, _ = rest.partition(found["after"])
    return value if after else ""


def _tags(key: str) -> Mapping[str, str]:
    """The tags; of a request whose tags are told by names alone the ids are not known, and the other way round."""
    tags = _ASKED.get().tags
    by_id = key.startswith("tagKeys/")
    if tags is None or (tags and all(name.startswith("tagKeys/") != by_id for name in tags)):
        raise ValueError(f"{TAGS} {_UNKNOWN}")
    return tags


def _match_tag(key: str, value: str) -> bool:
    return _tags(key).get(key) == value


def _has_tag(key: str) -> bool:
    return key in _tags(key)


def _api(name: str, otherwise: object) -> object:
    asked = _ASKED.get()
    return otherwise if name not in asked.values and asked.absent(name) else _given(name)


def _given(name: str) -> Any:
    values = _ASKED.get().values
    if name not in values:
        raise ValueError(f"{name} {_UNKNOWN}")
    return values[name]


def _date(text: str) -> datetime:
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
