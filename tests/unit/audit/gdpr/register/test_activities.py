"""The lines of the register."""

from dataclasses import replace

from audit.gdpr.register.activities import TOOL, activities, controller, on_behalf
from audit.gdpr.register.body import Controller, Term, TransferTo
from policies.wording import wording
from tests.unit.audit.gdpr.register.offices import ON, office

SAY = wording("en")
TWO = {"purposes": "[staff, pay]", "legal_basis": "{staff: A6-1-c, pay: A6-1-b}"}


def test_one_line_for_each_purpose_with_its_own_ground():
    policy = office(TWO, purposes="{staff: , pay: }")
    lines = {line.id: line for line in activities(policy, ON, SAY)}
    assert list(lines) == ["files/staff", "files/pay", TOOL]
    assert lines["files/pay"].legal_basis == ("A6-1-b", "A9-2-b")
    assert lines["files/staff"].purpose == Term("staff", "staff")


def test_an_asset_without_a_purpose_has_a_line_too():
    (line, _) = activities(office({"purposes": None, "legal_basis": None}), ON, SAY)
    assert (line.id, line.purpose, line.legal_basis) == ("files", None, ("A9-2-b",))


def test_a_line_holds_what_the_inventory_says():
    line = next(iter(activities(office(), ON, SAY)))
    assert (line.name, line.purpose) == ("files", Term("staff", "running the staff", "PersonnelManagement"))
    assert line.categories == (Term("contact", "contact", "Contact"), Term("sick", "sick notes", "MedicalHealth", "art9"))
    assert [(each.id, each.transfers) for each in line.receivers] == [("host", (TransferTo("US", "A45-3"),)), ("fund", ())]
    assert line.retention is not None
    assert (line.retention.keep, line.inside, line.measures, line.systems) == ("P5Y", ("hr",), ("mfa",), ("aws s3",))
    assert line.place.startswith("policy.yaml:")


def test_only_roles_of_rules_in_force_have_access_inside():
    ended = "[{id: A1, who: role:hr, may: change, which: files, until: 2026-11-22}, {id: A2, who: role:helper, may: find, which: files}]"
    assert next(iter(activities(office(allow=ended), ON, SAY))).inside == ("helper",)


def test_logging_and_pseudonyms_are_measures_too():
    line = next(iter(activities(office({"pseudonymised": "true", "logging": '{access: "on"}'}), ON, SAY)))
    assert line.measures == ("mfa", "access-logging", "pseudonymised")


def test_the_tool_s_own_line_is_left_out_where_the_policy_has_none():
    assert [line.id for line in activities(office(tool_as_processing=None), ON, SAY)] == ["files/staff"]


def test_the_head_is_empty_without_an_organisation():
    assert controller(None) == Controller()
    assert controller(office().organisation).contact == "privacy@office.example"


def test_a_controller_that_is_processed_for_takes_processors_and_measures_of_its_assets():
    policy = office(
        on_behalf_of="{club: {name: Club, contact: a@club.example, processing: [mail], assets: [files], transfers: [], measures: [locks]}}"
    )
    (client,) = policy.on_behalf_of
    told = on_behalf(policy, client)
    assert ([each.id for each in told.receivers], told.measures, told.transfers) == (["host"], ("locks", "mfa"), ())
    assert on_behalf(policy, replace(client, assets=())).receivers == ()
