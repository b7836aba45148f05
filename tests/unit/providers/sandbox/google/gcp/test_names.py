import pytest

from providers.sandbox.google.gcp.names import asset_type, project_of


@pytest.mark.parametrize(
    ("name", "kind", "project"),
    [
        ("//cloudresourcemanager.googleapis.com/projects/p", "cloudresourcemanager.googleapis.com/Project", "p"),
        ("//cloudresourcemanager.googleapis.com/folders/1", "cloudresourcemanager.googleapis.com/Folder", ""),
        ("//storage.googleapis.com/projects/_/buckets/b", "storage.googleapis.com/Bucket", ""),
        ("//storage.googleapis.com/projects/_/buckets/b/managedFolders/a/b/", "storage.googleapis.com/ManagedFolder", ""),
        ("//bigquery.googleapis.com/projects/p/datasets/d/tables/t", "bigquery.googleapis.com/Table", "p"),
        ("//secretmanager.googleapis.com/projects/p/locations/l/secrets/s", "secretmanager.googleapis.com/Secret", "p"),
        ("//cloudsql.googleapis.com/projects/p/instances/i", "sqladmin.googleapis.com/Instance", "p"),
        ("//orgpolicy.googleapis.com/projects/p/policies/x", "", "p"),
    ],
)
def test_what_a_name_names(name, kind, project):
    assert (asset_type(name), project_of(name)) == (kind, project)
