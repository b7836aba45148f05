"""Who could act as the identity of a machine, where not all that says so was read."""

import pytest

from audit.model.facts import MembershipKind, Principal, PrincipalKind
from audit.runs.memory import MemoryFacts
from providers.azure.evaluate import acls
from providers.azure.kinds import MACHINES, PROVIDER
from providers.microsoft_api.strangers import GROUPS


def application(number: str, kind: str) -> Principal:
    return Principal(f"microsoft://service-principal/{number}", "microsoft365", PrincipalKind.SERVICE, number, attributes=(("type", kind),))


MACHINE, TOOL = application("1", "ManagedIdentity"), application("2", "Application")


@pytest.mark.parametrize("unread", [MACHINES, GROUPS])
def test_a_crowd_could_act_as_every_identity_of_a_machine_and_as_nothing_else(unread: str):
    crowd = Principal(unread, PROVIDER, PrincipalKind.GROUP, "whoever could act as a machine")
    (step,) = acls(MemoryFacts((crowd, MACHINE, TOOL)), ()).memberships
    assert (step.member, step.container, step.kind) == (unread, MACHINE.id, MembershipKind.IMPERSONATE)


def test_where_all_was_read_there_is_no_crowd():
    assert acls(MemoryFacts((MACHINE, TOOL)), ()).memberships == ()
