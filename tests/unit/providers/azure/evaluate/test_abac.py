"""The tree of a condition."""

from providers.azure.evaluate.abac import Comparison
from providers.azure.evaluate.grammar import parse


def test_a_tree_as_people_write_it():
    tree = parse("ToLower( @request[a] ) ForAnyOfAnyValues:StringLike{'it\\'s',7}")
    assert isinstance(tree, Comparison)
    assert (str(tree.left), str(tree.right)) == ("ToLower(@Request[a])", "{'it\\'s', 7}")
    assert str(parse("ActionMatches{'a','b'}")) == "ActionMatches{'a', 'b'}"
