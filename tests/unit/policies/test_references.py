"""Names that are declared and names that are not."""

import pytest

from policies.references import Declared, profile_text
from policies.yaml_nodes import Map, read


def tree(text: str, file: str = "a.yaml") -> Map:
    found, _ = read(text, file)
    assert found is not None
    return found


DECLARED = Declared([tree("assets: {mail: {}}\nroles: {finance: {}}\nprocessors: {agency: {}}\nforbid: [{id: F1}, {id: [x]}, y]\n")])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("asset", "mail"),
        ("asset-or-all", "all"),
        ("asset-or-part", "mail/in/x"),
        ("who", "role:finance"),
        ("who", "role:*"),
        ("who", "anyone"),
        ("who", "nonsense"),  # the pattern says so
        ("party", "agency"),
        ("rule", "F1"),
        ("rule", "leaver"),
    ],
)
def test_what_is_declared_holds(kind: str, name: str):
    assert DECLARED.unknown(kind, name) is None


@pytest.mark.parametrize(
    ("kind", "name", "said", "remedy"),
    [
        ("asset", "mial", "there is no asset 'mial'", "did you mean mail?"),
        ("who", "role:hr", "there is no role 'hr'", "declare it under `roles:`, or mend the name"),
        ("party", "bank", "there is no party 'bank'", "declare it under `processors:` or `recipients:`, or mend the name"),
        ("rule", "leavers", "there is no rule 'leavers'", "did you mean leaver?"),
    ],
)
def test_what_is_not_declared_gets_a_suggestion(kind: str, name: str, said: str, remedy: str):
    assert DECLARED.unknown(kind, name) == (said, remedy)


def test_a_key_that_cannot_be_read_makes_nothing_unknown():
    assert Declared([tree("assets: oops\n")]).unknown("asset", "mail") is None


def test_duplicates_name_both_places():
    found = Declared([tree("allow: [{id: X}]\n"), tree("forbid: [{id: X}]\nstore: a\n", "b.yaml"), tree("store: b\n", "c.yaml")]).duplicates
    assert [(str(problem.place), problem.message) for problem in found] == [
        ("b.yaml:1:15", "'X' is declared here for the second time; first at a.yaml:1:14"),
        ("c.yaml:1:1", "'store' is declared here for the second time; first at b.yaml:2:1"),
    ]


def test_signatures_may_stand_in_several_files():
    assert Declared([tree("signed: {nda: {}}\n"), tree("signed: {nda: {}}\n", "b.yaml")]).duplicates == []


def test_the_profile_is_found_in_any_file():
    assert profile_text([tree("store: a\n"), tree("house_rules: {profile: starter}\n")]) == "starter"
    assert profile_text([tree("house_rules: x\n")]) == ""
