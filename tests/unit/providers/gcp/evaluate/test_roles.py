"""Roles."""

import pytest

from providers.formula import FALSE, TRUE, Atom
from providers.gcp.evaluate.roles import Role, Roles, read_role


def test_what_a_role_holds():
    roles = Roles({"roles/x": Role(frozenset({"storage.objects.get"}))})
    assert roles.holds("roles/x", "storage.objects.get") is TRUE
    assert roles.holds("roles/x", "storage.objects.list") is FALSE
    assert roles.permissions("roles/x") == {"storage.objects.get"}


def test_a_role_that_was_not_read_is_a_gap():
    found = Roles().holds("roles/x", "storage.objects.get")
    assert isinstance(found, Atom)
    assert found.gap
    assert Roles().permissions("roles/x") is None


@pytest.mark.parametrize("off", [{"deleted": True}, {"stage": "DISABLED"}])
def test_a_role_that_is_off_gives_nothing(off: dict[str, object]):
    roles = Roles({"r": read_role({"includedPermissions": ["storage.objects.get"], **off})})
    assert roles.holds("r", "storage.objects.get") is FALSE
    assert roles.permissions("r") == frozenset()


def test_a_role_without_permissions_and_one_of_nonsense():
    assert read_role({"name": "r", "stage": "GA"}).permissions == frozenset()
    with pytest.raises(ValueError, match="includedPermissions is a list of permissions"):
        read_role({"includedPermissions": "storage.objects.get"})
