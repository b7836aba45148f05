from providers.gcp.collect.roles import collect
from providers.google_api.reader import Reader
from tests.unit.providers.gcp.conftest import documents, gaps
from tests.unit.providers.gcp.worlds import CRM


def test_only_roles_that_somebody_has_are_read(gcp):
    gcp.world.predefined_roles["roles/unused"] = {"name": "roles/unused"}
    facts = gcp.collect()
    names = {each.name for each in facts.attachments() if each.kind == "role"}
    assert "roles/unused" not in names
    assert {"roles/owner", "roles/storage.legacyObjectReader", "roles/bigquery.dataOwner", "organizations/1/roles/ops"} <= names
    assert documents(facts, f"{CRM}organizations/1", "role") == [
        {"name": "organizations/1/roles/ops", "title": "Ops", "includedPermissions": ["x.y.get"]}
    ]


def test_roles_of_the_organisation_that_can_not_be_read(gcp):
    gcp.server.withdraw_permission("iam.roles.get", "organizations/1")
    (gap,) = gaps(gcp.collect(), "roles")
    assert (gap.scope, gap.missing_permission) == ("google://iam.googleapis.com/organizations/1/roles/ops", "iam.roles.get")


def test_a_name_of_no_known_form_is_a_gap_and_no_call():
    reader = Reader(None, "gcp", "roles", "google://iam.googleapis.com/x")  # nothing is asked
    assert list(collect(reader, "x")) == []
    assert len(reader.gaps) == 1
