"""Slips among the keys of a case."""

import pytest

from providers.azure.evaluate.simulate.keys import look_through, refuse_slips


@pytest.mark.parametrize(
    "said", [{"roleName": 1}, {"RoleName": 1}, {"somethingElse": 1}, {"properties": {"permissions": [{"Actions": 1}, 7]}}, [], None]
)
def test_known_keys_in_either_case_and_quite_other_ones(said: object):
    look_through("role", said, "roles[0]")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"rolName": 1}, "roles[0]: rolName is not known: did you mean roleName?"),
        ({"Properties": {"permisions": []}}, "roles[0].Properties: permisions is not known"),
        ({"permissions": [{}, {"notAction": []}]}, "roles[0].permissions[1]: notAction is not known: did you mean notActions?"),
    ],
)
def test_a_key_that_is_nearly_one_of_them(said: object, wrong: str):
    with pytest.raises(ValueError) as refused:
        look_through("role", said, "roles[0]")
    assert wrong in str(refused.value)


def test_a_list_of_names():
    refuse_slips("case", ("request", "else"), ("request",))
    with pytest.raises(ValueError, match="did you mean request"):
        refuse_slips("case", ("requests",), ("request",))
