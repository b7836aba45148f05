import json

import pytest

from audit.model.facts import Attachment, Document
from providers.google_workspace.normalise.documents import data_transfer, tenant_setting
from providers.values import MALFORMED
from tests.unit.providers.google_workspace.tenant import AN, DIRECTORY, GONE, only


def test_who_received_a_leavers_files_lies_on_the_old_owner():
    row = {"id": "t1", "etag": "e", "oldOwnerUserId": "104", "newOwnerUserId": "101", "overallTransferStatusCode": "completed"}
    facts = list(data_transfer(row, DIRECTORY))
    body = only(facts, Document)
    assert json.loads(body.body) == {key: value for key, value in row.items() if key != "etag"}
    assert only(facts, Attachment) == Attachment(GONE.id, body.id, "data-transfer", AN.id)


def test_owners_that_the_directory_does_not_have_are_kept_by_their_id():
    found = only(list(data_transfer({"oldOwnerUserId": "777", "newOwnerUserId": "778"}, DIRECTORY)), Attachment)
    assert (found.holder, found.name) == ("google://user/777", "google://user/778")


def test_a_tenants_setting_lies_on_the_customer():
    row = {
        "name": "policies/1",
        "setting": {"type": "settings/drive_and_docs.external_sharing", "value": {"externalSharingMode": "DISALLOWED"}},
    }
    facts = list(tenant_setting(row, DIRECTORY))
    assert json.loads(only(facts, Document).body) == row
    found = only(facts, Attachment)
    assert (found.holder, found.kind, found.name) == (
        "google://customer/C01abc",
        "tenant-setting",
        "settings/drive_and_docs.external_sharing",
    )


@pytest.mark.parametrize(
    ("made", "row"), [(data_transfer, {"id": "t1"}), (tenant_setting, {"name": "policies/1"}), (tenant_setting, {"setting": None})]
)
def test_answers_of_another_form_are_errors(made, row: dict[str, object]):
    with pytest.raises(MALFORMED):
        list(made(row, DIRECTORY))
