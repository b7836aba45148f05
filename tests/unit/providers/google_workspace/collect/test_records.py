from tests.unit.providers.google_workspace.conftest import Company


def test_a_leavers_files_and_who_received_them(company: Company):
    row = {"id": "t1", "oldOwnerUserId": "101", "newOwnerUserId": "102", "overallTransferStatusCode": "completed"}
    company.world.transfers = [row]
    facts = company.collect()
    found = [(one.holder, one.name) for one in facts.attachments() if one.kind == "data-transfer"]
    assert found == [("google://user/p01@shop.example", "google://user/p02@shop.example")]
    assert len([one for one in facts.documents() if one.kind == "data-transfer"]) == 1


def test_the_tenants_own_id_is_passed_where_the_settings_name_it(company: Company):
    company.collect(customer="C01abc", tenant_settings=True)
    asked = [*company.server.calls("admin.datatransfer_v1"), *company.server.calls("admin.reports_v1", "activities.list")]
    assert {call.parameters["customerId"] for call in asked if call.parameters.get("applicationName") != "drive"} == {"C01abc"}
    (call,) = company.server.calls("cloudidentity.v1", "policies.list")
    assert call.parameters["filter"] == 'customer == "customers/C01abc"'


def test_removed_clients_are_asked_for_too(company: Company):
    company.collect()
    asked = {call.parameters.get("eventName") for call in company.server.calls("admin.reports_v1", "activities.list")}
    assert {"AUTHORIZE_API_CLIENT_ACCESS", "REMOVE_API_CLIENT_ACCESS"} <= asked
