"""Conditions of Google Cloud held against another implementation of CEL, over random expressions that both know."""

from datetime import UTC, datetime
from typing import Any

import celpy
from celpy import celtypes
from hypothesis import example, given, settings
from hypothesis import strategies as st

from providers.formula import FALSE, TRUE
from providers.gcp.evaluate.cel import Attributes, Truth, run
from providers.gcp.evaluate.condition import Asking, Condition, decide

NAMES = ("projects/_/buckets/a/objects/hr/1", "projects/_/buckets/a", "projects/_/buckets/b/objects/1.jpg")
TYPES = ("storage.googleapis.com/Object", "storage.googleapis.com/Bucket")
TIMES = ("2026-11-25T08:30:00Z", "2026-07-05T22:15:30Z", "2027-01-01T00:00:00Z", "2024-02-29T23:59:59Z")
ZONES = ("", '"Europe/Brussels"', '"America/Los_Angeles"', '"+02:00"')
PARTS = ("Hours", "DayOfWeek", "Month", "FullYear", "Minutes", "DayOfYear", "DayOfMonth", "Date", "Seconds")
SIGNS = ("==", "!=", "<", "<=", ">", ">=")


def leaves() -> st.SearchStrategy[str]:
    text, quoted = st.sampled_from((*NAMES, "projects/", "/1", ".jpg", "a && b")), st.sampled_from("'\"")
    calls = st.builds("resource.name.{}({q}{}{q})".format, st.sampled_from(("startsWith", "endsWith", "contains")), text, q=quoted)
    equals = st.builds(
        "resource.{} {} '{}'".format, st.sampled_from(("name", "type")), st.sampled_from(SIGNS[:2]), st.sampled_from((*NAMES, *TYPES))
    )
    among = st.builds("resource.type in {}".format, st.sampled_from((f"['{TYPES[0]}']", f"['{TYPES[1]}', 'x']", "['']")))
    levels = st.builds("'accessPolicies/1/accessLevels/{}' in request.auth.access_levels".format, st.sampled_from("AB"))
    ports = st.builds("destination.port {} {}".format, st.sampled_from(SIGNS), st.integers(20, 24))
    moments = st.builds("request.time {} timestamp('{}')".format, st.sampled_from(SIGNS), st.sampled_from(TIMES))
    durations = st.builds("request.time - duration('{}s') < timestamp('{}')".format, st.integers(0, 10**6), st.sampled_from(TIMES))
    parts = st.builds(
        "request.time.get{}({}) {} {}".format, st.sampled_from(PARTS), st.sampled_from(ZONES), st.sampled_from(SIGNS), st.integers(0, 59)
    )
    return st.one_of(calls, equals, among, levels, ports, moments, durations, parts, st.sampled_from(("true", "false", "1 / 0 == 1")))


EXPRESSIONS = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        st.builds("{} && {}".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
        st.builds("!({})".format, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
    ),
    max_leaves=6,
)
REQUESTS = st.fixed_dictionaries(
    {
        "resource.name": st.sampled_from(NAMES),
        "resource.type": st.sampled_from(TYPES),
        "request.time": st.sampled_from(TIMES),
        "request.auth.access_levels": st.sampled_from(([], ["accessPolicies/1/accessLevels/A"])),
        "destination.port": st.integers(20, 24),
    }
)


def oracle(expression: str, request: dict[str, Any]) -> bool | None:
    """What the other implementation says; None where the expression fails."""
    nested: dict[str, Any] = {"resource": {}, "request": {"auth": {}}, "destination": {}}
    for name, value in request.items():
        *above, last = name.split(".")
        at = nested
        for word in above:
            at = at[word]
        at[last] = celtypes.TimestampType(value) if name == "request.time" else value
    environment = celpy.Environment()
    try:
        return bool(environment.program(environment.compile(expression)).evaluate({key: as_cel(of) for key, of in nested.items()}))
    except celpy.CELEvalError:
        return None


def as_cel(value: Any) -> Any:
    return (
        celtypes.MapType({celtypes.StringType(key): as_cel(of) for key, of in value.items()})
        if type(value) is dict
        else celpy.json_to_cel(value)
    )


def attributes(request: dict[str, Any]) -> Attributes:
    return Attributes(
        {key: datetime.fromisoformat(value).astimezone(UTC) if key == "request.time" else value for key, value in request.items()}
    )


@settings(deadline=None, max_examples=250)
@given(EXPRESSIONS, REQUESTS)
def test_both_say_the_same_of_a_request_that_is_known(expression: str, request: dict[str, Any]):
    told = run(expression, attributes(request)).truth
    assert {Truth.TRUE: True, Truth.FALSE: False, Truth.ERROR: None}[told] is oracle(expression, request)


@settings(deadline=None, max_examples=250)
@given(EXPRESSIONS, REQUESTS)
def test_a_condition_taken_apart_is_the_condition_as_a_whole(expression: str, request: dict[str, Any]):
    said = oracle(expression, request)
    known = Asking(attributes(request))
    assert decide(Condition(expression), known) is (TRUE if said else FALSE)
    assert decide(Condition(expression), known, failing=TRUE) is (FALSE if said is False else TRUE)


TYPED, ABSORBED = (
    "resource.type in ['storage.googleapis.com/Object']",
    "1 / 0 == 1 && resource.name.startsWith('projects/_/buckets/a/objects/hr/1')",
)
HERE = {
    "resource.name": "projects/_/buckets/a",
    "resource.type": "storage.googleapis.com/Object",
    "request.time": "2026-11-25T08:30:00Z",
    "request.auth.access_levels": [],
    "destination.port": 20,
}


@settings(deadline=None, max_examples=250)
@example(f"({ABSORBED} ? {TYPED} : {TYPED})", HERE, {"resource.name"})
@example(f"({TYPED} ? {ABSORBED} : {TYPED})", HERE, {"resource.name"})
@example(f"(request.time != timestamp('2026-11-25T08:30:00Z') ? 1 / 0 == 1 : {TYPED})", HERE, {"request.time"})
@given(EXPRESSIONS, REQUESTS, st.sets(st.sampled_from(("resource.name", "resource.type", "request.time", "destination.port"))))
def test_what_is_decided_without_all_attributes_holds_whatever_they_are(expression: str, request: dict[str, Any], missing: set[str]):
    """Undecided is always safe to say; true and false are not."""
    known = Asking(attributes({key: value for key, value in request.items() if key not in missing}))
    said = oracle(expression, request)
    assert said or decide(Condition(expression), known) is not TRUE
    assert said is not True or decide(Condition(expression), known) is not FALSE
    assert said is not False or decide(Condition(expression), known, failing=TRUE) is not TRUE
