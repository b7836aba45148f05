"""The logical form of conditions."""

import pytest

from providers.gcp.evaluate.expression import Either, Every, Leaf, form


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a", Leaf("a")),
        (" (a) ", Leaf("a")),
        ("a && b", Every((Leaf("a"), Leaf("b")))),
        ("a || b && c", Either((Leaf("a"), Every((Leaf("b"), Leaf("c")))))),
        ("(a || b) && c", Every((Either((Leaf("a"), Leaf("b"))), Leaf("c")))),
        ("!a", Leaf("a", negated=True)),
        ("!!a", Leaf("a")),
        ("!(a && b)", Either((Leaf("a", negated=True), Leaf("b", negated=True)))),
        ("!(a || !b)", Every((Leaf("a", negated=True), Leaf("b")))),
        ("!a == b", Leaf("!a == b")),
        ("!x.f(a == b)", Leaf("x.f(a == b)", negated=True)),
        ("f(a && b) || c", Either((Leaf("f(a && b)"), Leaf("c")))),
        ("[a || b][0]", Leaf("[a || b][0]")),
        ("a ? b || c : d", Leaf("a ? b || c : d")),
        ("!(a ? b : c)", Leaf("a ? b : c", negated=True)),
        ("x == 'a || b'", Leaf("x == 'a || b'")),
        (r"x == 'it\' || y'", Leaf(r"x == 'it\' || y'")),
        (r"x == r'\' || y", Either((Leaf(r"x == r'\'"), Leaf("y")))),
        ('x == """a " || b""" && c', Every((Leaf('x == """a " || b"""'), Leaf("c")))),
        ("a // && b\n || c", Either((Leaf("a"), Leaf("c")))),
        ("x == 'http://a' && b", Every((Leaf("x == 'http://a'"), Leaf("b")))),
        ("a\n  &&\n  b", Every((Leaf("a"), Leaf("b")))),
        ("(a).f(b)", Leaf("(a).f(b)")),
        ("(a) + (b)", Leaf("(a) + (b)")),
    ],
)
def test_the_form_of_an_expression(expression: str, expected: object):
    assert form(expression) == expected
