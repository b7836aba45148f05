"""Conditions read."""

import pytest

from providers.azure.evaluate.abac import (
    Call,
    Comparison,
    Either,
    Every,
    Exists,
    Fact,
    Listed,
    Literal,
    Matches,
    Negation,
    Reference,
)
from providers.azure.evaluate.grammar import NoConditionError, parse
from providers.azure.evaluate.operators import OPERATORS

A = Reference("Request", "a")
IS = Comparison(A, OPERATORS["stringequals"], Literal("x"))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("@Request[a] StringEquals 'x'", IS),
        ('Request[ a ] stringequals "x"', IS),
        ("((@Request[a]StringEquals'x'))", IS),
        ("true", Fact(True)),
        ("!false", Negation(Fact(False))),
        ("Exists @Request[a]", Exists(A)),
        ("NOT EXISTS(@Request[a])", Negation(Exists(A))),
        ("true BoolEquals 'true'", Comparison(Literal("true", quoted=False), OPERATORS["boolequals"], Literal("true"))),
        ("ActionMatches{'*/read','b'}", Matches(("*/read", "b"))),
        ("SubOperationMatches('Blob.List')", Matches(("Blob.List",), suboperation=True)),
        ("true OR true AND false", Either((Fact(True), Every((Fact(True), Fact(False)))))),
        ("NOT true && false || true", Either((Every((Negation(Fact(True)), Fact(False))), Fact(True)))),
        ("@Request[a] ForAnyOfAllValues:GuidEquals {5e46-1, b}", Comparison(A, OPERATORS["guidequals"], Listed((Literal("5e46-1", quoted=False), Literal("b", quoted=False))), "ForAnyOfAllValues")),
        ("tolower(@Request[a]) StringEquals 'x'", Comparison(Call("ToLower", (A,)), IS.operator, Literal("x"))),
        ("{} StringEquals ['x']", Comparison(Listed(()), IS.operator, Listed((Literal("x"),)))),
    ],
)  # fmt: skip
def test_a_text_as_a_tree(text: str, tree: object):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs/tags:Project<$key_case_sensitive$>]", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/tags:Project<$key_case_sensitive$>"),
        ("@Resource[a:Project<`$key_case_sensitive`$>]", "a:Project<$key_case_sensitive$>"),
        ("@Resource[a&\\$keys\\$&]", "a&$keys$&"),
        ("@Resource[a b[c] d]", "a b[c] d"),
    ],
)  # fmt: skip
def test_names_of_attributes_hold_all_sorts_of_signs(told: str, name: str):
    tree = parse(f"Exists {told}")
    assert isinstance(tree, Exists)
    assert tree.of.name == name


@pytest.mark.parametrize("deep", ["(" * 5000 + "true" + ")" * 5000, "NOT " * 5000 + "true", "{" * 5000])
def test_what_is_nested_too_deep_is_refused(deep: str):
    with pytest.raises(NoConditionError):
        parse(deep)


def test_a_long_condition_is_no_deep_one():
    assert isinstance(parse(" AND ".join(["@Request[a] StringEquals 'x'"] * 5000)), Every)
