"""Slips of keys."""

import pytest

from providers.gcp.evaluate.simulate.keys import look_through, refuse_slips


def test_a_key_that_is_nearly_known_is_a_slip():
    with pytest.raises(ValueError, match=r"^here: bindngs is not known: did you mean bindings\?$"):
        refuse_slips("here", ["bindngs"], ("bindings", "version"))


def test_others_are_left_alone():
    refuse_slips("here", ["bindings", "ticket", "note"], ("bindings", "version"))
    look_through("policy", {"bindings": [{"role": "r", "note": 1}], "ticket": 7}, "here")
    look_through("policy", [], "here")
    look_through("policy", {"bindings": "x"}, "here")


@pytest.mark.parametrize(
    ("kind", "said", "place"),
    [
        ("policy", {"bindings": [{}, {"condition": {"expresion": "x"}}]}, r"p\.bindings\[1\]\.condition: expresion"),
        ("deny policy", {"rules": [{"denyRules": {}}]}, r"p\.rules\[0\]: denyRules"),
        ("boundary", {"details": {"rules": [{"resource": []}]}}, r"p\.details\.rules\[0\]: resource"),
        ("boundary", {"bindings": [{"target": {"principalset": "x"}}]}, r"p\.bindings\[0\]\.target: principalset"),
        ("role", {"includedPermission": []}, "p: includedPermission"),
    ],
)
def test_a_slip_is_found_wherever_it_stands(kind: str, said: object, place: str):
    with pytest.raises(ValueError, match=place):
        look_through(kind, said, "p")
