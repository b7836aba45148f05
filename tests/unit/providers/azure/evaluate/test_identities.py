"""Who could act as the identity of a machine, where not all that says so was read."""

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind
from audit.runs.memory import MemoryFacts
from providers.azure.evaluate import acls
from providers.azure.kinds import MACHINES, PROVIDER

CROWD = Principal(MACHINES, PROVIDER, PrincipalKind.GROUP, "whoever could act as a machine")


def application(number: str, kind: str) -> Principal:
    return Principal(f"microsoft://service-principal/{number}", "microsoft365", PrincipalKind.SERVICE, number, attributes=(("type", kind),))


MACHINE, TOOL = application("1", "ManagedIdentity"), application("2", "Application")


def test_a_crowd_could_act_as_every_identity_of_a_machine_and_as_nothing_else():
    (step,) = acls(MemoryFacts((CROWD, MACHINE, TOOL)), ()).memberships
    assert (step.member, step.container, step.kind) == (MACHINES, MACHINE.id, MembershipKind.IMPERSONATE)
    assert isinstance(step, Membership)


def test_where_all_was_read_there_is_no_crowd():
    assert acls(MemoryFacts((MACHINE, TOOL)), ()).memberships == ()
