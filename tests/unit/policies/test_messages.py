"""What a misfit says."""

import pytest

from policies.errors import Problem
from policies.language import Profile
from policies.messages import problems
from policies.references import Declared
from policies.validate import misfits
from policies.yaml_nodes import read


def said(text: str) -> list[Problem]:
    tree, _ = read(text, "a.yaml")
    assert tree is not None
    return [problem for misfit in misfits(tree, Profile.STARTER) for problem in problems(misfit, tree, Declared([tree]))]


@pytest.mark.parametrize(
    ("text", "message", "shown", "remedy"),
    [
        (
            "forbid: [{id: F1, who: anyone, may: chnge, which: all}]",
            "forbid.F1.may: 'chnge' is not one of",
            "chnge",
            "did you mean change?",
        ),
        ("alow: []", "unknown key 'alow'", "alow", "did you mean `allow:`?"),
        ("roles: {a: {temporary: 'true'}}", "a text where true or false is asked", "true", "write it without quotes"),
        ("store: null", "nothing where a text is asked", "null", "in quotes if it is the word null"),
        ("services: {a: {}}", "services.a: `accounts` is missing", "", "add `accounts:` (Its accounts, by system.)"),
        ("forbid: [{id: F1, who: anyone, may: read, which: all, why: a, b}]", "an unquoted comma has cut", "b", "put the text in quotes"),
        ("forbid: [{id: F1, who: anyone, may: read, which: all, why: a, b: }]", "unknown key 'b'", "b", "the keys here are"),
        ("documents: {d: {kind: training, minutes: -1}}", "a number too small", "-1", "write 0 or more"),
        ("store: ''", "an empty text", "", "write a text, or leave the key out"),
    ],
)
def test_the_message_the_text_and_the_remedy(text: str, message: str, shown: str, remedy: str):
    (problem,) = said(text)
    assert message in problem.message
    assert problem.text == shown
    assert remedy in problem.remedy


def test_a_missing_key_is_said_at_the_entry_s_name():
    assert [str(problem.place) for problem in said("services:\n  a:\n    owner: x\npeople: {x: }\n")] == ["a.yaml:2:3"]
