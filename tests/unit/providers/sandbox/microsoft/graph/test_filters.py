import pytest

from providers.sandbox.microsoft.answers import Refused
from providers.sandbox.microsoft.graph.filters import parse

ITEM = {
    "name": "O'Hara",
    "mail": "p01@sample.example",
    "on": True,
    "many": ["Unified", "x"],
    "links": [{"issuer": "a", "id": "1"}, {"issuer": "b", "id": "2"}],
    "seen": {"at": "2026-01-02T00:00:00Z"},
    "size": 3,
    "nothing": None,
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("name eq 'O''Hara'", True),
        ("name eq 'o''hara'", True),
        ("name ne 'x' and on eq true", True),
        ("on eq false or size ge 3", True),
        ("on eq false or size gt 3", False),
        ("not(on eq true)", False),
        ("not on eq false and name eq 'x'", False),
        ("(name eq 'x' or on eq true) and size lt 4", True),
        ("name in ('a','O''Hara')", True),
        ("name in ('a')", False),
        ("startswith(mail,'P01')", True),
        ("endswith(mail,'sample.example')", True),
        ("contains(mail,'else')", False),
        ("startswith(nothing,'x')", False),
        ("many/any(c:c eq 'unified')", True),
        ("many/any(c: c eq 'y')", False),
        ("many/any(c:startswith(c,'Uni'))", True),
        ("links/any(i:i/issuer eq 'a' and i/id eq '1')", True),
        ("links/any(i:i/issuer eq 'a' and i/id eq '2')", False),
        ("seen/at ge 2026-01-01T00:00:00Z", True),
        ("seen/at le 2026-01-01T00:00:00Z", False),
        ("nothing eq null", True),
        ("missing eq null", True),
        ("nothing gt 1", False),
        ("name gt 1", False),
        ("size eq -3", False),
    ],
)
def test_what_holds(text, holds):
    assert parse(text).test(ITEM) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name eq",
        "name is 'x'",
        "name eq 'x' name",
        "(name eq 'x'",
        "name in ('x'",
        "any(c:c)",
        "many/any(c eq 'x')",
        "name eq 'x",
        "$",
    ],
)
def test_what_is_no_filter(text):
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.status == 400


def test_what_it_speaks_of():
    made = parse("seen/at eq null or many/any(c:c eq 'x') and on eq true")
    assert (made.properties, made.advanced) == ({"seen", "many", "on"}, False)
    assert [parse(text).advanced for text in ("a ne 1", "not(a eq 1)", "endswith(a,'x')", "startswith(a,'x')")] == [True, True, True, False]
