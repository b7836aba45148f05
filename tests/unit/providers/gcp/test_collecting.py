import json
from datetime import UTC, datetime

import pytest

from audit.errors import ProviderError
from audit.ports import Scope
from audit.runs.memory import MemorySink
from providers.gcp.collecting import collect
from tests.unit.providers.gcp.conftest import coverage, documents, gaps, resource
from tests.unit.providers.gcp.worlds import CRM, ETL, KEY, POOL, PROJECT, TAXONOMY, binding, policy

SA = f"google://iam.googleapis.com/projects/shop-prod/serviceAccounts/{ETL}"
POLICIES = {
    f"{CRM}organizations/1",
    f"{CRM}folders/2",
    PROJECT,
    SA,
    "gs://orders",
    "gs://orders/hr/",
    "gs://old",
    "bigquery://shop-prod/crm/customers",
    f"google://datacatalog.googleapis.com/{TAXONOMY}/policyTags/5",
    "google://secretmanager.googleapis.com/projects/shop-prod/secrets/db",
    "google://pubsub.googleapis.com/projects/shop-prod/topics/sold",
    "google://pubsub.googleapis.com/projects/shop-prod/subscriptions/out",
    "google://spanner.googleapis.com/projects/shop-prod/instances/main",
    "google://spanner.googleapis.com/projects/shop-prod/instances/main/databases/shop",
    f"google://cloudkms.googleapis.com/{KEY}",
    f"google://cloudkms.googleapis.com/{KEY.partition('/cryptoKeys')[0]}",
}


def attached(facts, kind: str) -> set[str]:
    return {each.holder for each in facts.attachments() if each.kind == kind}


def test_one_of_everything(gcp):
    facts = gcp.collect(object_acls=True)
    assert gaps(facts) == []
    kinds = {each.kind for each in facts.resources()}
    assert kinds == {
        *("organization", "gcp-folder", "project", "service-account", "bucket", "managed-folder", "dataset", "table", "taxonomy"),
        *("policy-tag", "sql-instance", "secret", "topic", "subscription", "firestore-database", "spanner-instance", "spanner-database"),
        *("kms-key-ring", "kms-key"),
    }
    assert attached(facts, "allow-policy") == POLICIES
    assert attached(facts, "object-acl") == {f"gs://old/{at}.pdf" for at in range(3)}
    assert attached(facts, "pool-provider") == {f"google://iam.googleapis.com/{POOL}"}
    assert attached(facts, "sql-users") == {"google://cloudsql.googleapis.com/projects/shop-prod/instances/shop"}
    assert attached(facts, "deny-policy") == {f"{CRM}folders/2"}
    assert attached(facts, "bucket-acl") == attached(facts, "default-object-acl") == {"gs://old"}
    assert attached(facts, "row-access-policy") == {"bigquery://shop-prod/crm/customers"}
    assert attached(facts, "role") == {"google://iam.googleapis.com/roles", f"{CRM}organizations/1"}


def test_nothing_is_told_twice(gcp):
    facts = gcp.collect()
    for rows in (list(facts.attachments()), [each.id for each in facts.resources()], [each.id for each in facts.principals()]):
        assert len(set(rows)) == len(rows)


def test_every_parent_is_there(gcp):
    facts = gcp.collect()
    ids = {each.id for each in facts.resources()}
    assert {each.parent for each in facts.resources()} <= {*ids, ""}


def test_two_collections_give_the_same_facts_in_the_same_order(gcp):
    class Order:
        def __init__(self):
            self.facts = []

        def add(self, *facts):
            self.facts.extend(facts)

    gcp.collect()
    seen = []
    for _ in range(2):
        sink = Order()
        settings = {"key_file": str(gcp.folder / "key.json"), "endpoint_url": gcp.server.url, "object_acls": True}
        collect(Scope(json.dumps(settings), datetime(2026, 11, 23, tzinfo=UTC)), sink)
        seen.append(sink.facts)
    assert seen[0] == seen[1]


def test_without_the_asset_inventory_every_policy_is_asked_for_where_it_lies(gcp):
    whole = gcp.collect()
    for noun in ("listIamPolicy", "searchAllIamPolicies"):
        gcp.server.withdraw_permission(f"cloudasset.assets.{noun}")
    facts = gcp.collect()
    assert coverage(facts, "cloud-asset") == {f"{CRM}organizations/1": "denied"}
    assert gaps(facts) == gaps(whole)
    assert sorted(facts.attachments()) == sorted(whole.attachments())
    assert len(gcp.calls("bigquery.v2", "tables.getIamPolicy")) == 2


def test_where_the_inventory_may_be_searched_and_not_listed(gcp):
    whole = gcp.collect()
    gcp.server.withdraw_permission("cloudasset.assets.listIamPolicy")
    facts = gcp.collect()
    assert coverage(facts, "cloud-asset") == {f"{CRM}organizations/1": "complete"}
    assert sorted(facts.attachments()) == sorted(whole.attachments())
    assert gcp.calls("bigquery.v2", "tables.getIamPolicy") == []


def test_a_policy_of_something_that_no_collector_reads_is_kept(gcp):
    name = "//secretmanager.googleapis.com/projects/shop-prod/locations/europe-west1/secrets/regional"
    gcp.world.resources[name] = {"name": name.partition(".com/")[2]}
    gcp.world.policies[name] = policy(binding("roles/viewer", "domain:other.example"))
    facts = gcp.collect()
    assert resource(facts, f"google:{name}").kind == "secret"
    assert len(documents(facts, f"google:{name}")) == 1
    assert "google://domain/other.example" in {each.id for each in facts.principals()}


def test_a_role_that_is_gone_is_a_gap_on_its_name(gcp):
    gcp.world.policies["//storage.googleapis.com/projects/_/buckets/orders"] = policy(
        binding("organizations/1/roles/gone", "user:an@kanaal.example")
    )
    (gap,) = gaps(gcp.collect(), "roles")
    assert gap.scope == "google://iam.googleapis.com/organizations/1/roles/gone"


def test_the_least_that_is_needed_names_itself(gcp):
    gcp.server.withdraw_permission("storage.buckets.getIamPolicy")
    gcp.world.policies.pop("//storage.googleapis.com/projects/_/buckets/orders")
    found = {(gap.scope, gap.missing_permission) for gap in gaps(gcp.collect(), "storage")}
    assert ("gs://orders", "storage.buckets.getIamPolicy") in found
    assert ("gs://old", "storage.buckets.getIamPolicy") in found


def test_progress_is_told(gcp):
    gcp.collect()
    assert gcp.said[0] == "gcp: organisations, folders and projects"
    assert "gcp: storage of projects/shop-prod" in gcp.said


def test_settings_that_are_wrong_and_keys_that_are_none():
    for settings in ({"project": "x"}, {"key_file": "/nowhere/key.json"}):
        with pytest.raises(ProviderError):
            collect(Scope(json.dumps(settings), datetime(2026, 11, 23, tzinfo=UTC)), MemorySink())
