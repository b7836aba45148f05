"""What the audit itself was given, held against what it needs."""

import json

from audit.ports import Facts
from providers.microsoft365.kinds import AttachmentKind
from tests.unit.providers.microsoft365.tenant import Company


def told(facts: Facts) -> dict[str, object]:
    (body,) = [json.loads(each.body) for each in facts.documents() if each.kind == AttachmentKind.TOKEN_ROLES]
    return body


def test_what_is_missing_is_told_with_the_surfaces_that_need_it(company: Company) -> None:
    company.server.withdraw("graph", "AuditLog.Read.All")
    found = told(company.read())
    assert found["missing"] == {"AuditLog.Read.All": ["mfa-registration"]}
    assert "microsoft365: permission AuditLog.Read.All is missing, for mfa-registration" in company.said


def test_what_is_too_much_is_told_and_is_no_gap(company: Company) -> None:
    company.server.register(roles={"graph": {"User.Read.All", "Mail.ReadWrite"}, "sharepoint": (), "exchange": (), "arm": ()})
    found = company.read()
    assert "Mail.ReadWrite" in told(found)["excess"]
    assert "microsoft365: permission Mail.ReadWrite is more than the audit needs" in company.said
    assert not any("Mail.ReadWrite" in gap.missing_permission for gap in found.gaps())


def test_members_that_are_hidden_have_a_permission_of_their_own(company: Company) -> None:
    company.server.withdraw("graph", "Member.Read.Hidden")
    assert "Member.Read.Hidden" in told(company.read())["missing"]
    company.server.heal()
    body = told(company.read())
    assert "Member.Read.Hidden" not in body["missing"]
    assert "Member.Read.Hidden" not in body["excess"]


def test_a_surface_that_is_switched_off_needs_nothing(company: Company) -> None:
    company.server.withdraw("graph", "AuditLog.Read.All")
    assert told(company.read(without=["mfa-registration"]))["missing"] == {}
