"""Names of permissions."""

import pytest

from providers.gcp.evaluate.permission import as_role_has_it, is_denied_permission, is_permission, matches


@pytest.mark.parametrize(
    ("pattern", "permission", "named"),
    [
        ("storage.googleapis.com/objects.get", "storage.objects.get", True),
        ("storage.googleapis.com/objects.get", "storage.objects.getIamPolicy", False),
        ("storage.googleapis.com/objects.*", "storage.objects.get", True),
        ("storage.googleapis.com/objects.*", "storage.buckets.get", False),
        ("storage.googleapis.com/*.get", "storage.objects.get", True),
        ("storage.googleapis.com/*.get", "storage.objects.list", False),
        ("storage.googleapis.com/*.*", "storage.objects.get", True),
        ("storage.googleapis.com/*", "storage.objects.get", True),
        ("storage.googleapis.com/*.*", "firebasestorage.objects.get", False),
        ("cloudresourcemanager.googleapis.com/projects.get", "resourcemanager.projects.get", True),
        ("resourcemanager.googleapis.com/projects.get", "resourcemanager.projects.get", True),
        ("container.googleapis.com/apps.deployments.*", "container.apps.deployments.get", True),
        ("container.googleapis.com/deployments.*", "container.apps.deployments.get", False),
    ],
)
def test_which_permissions_a_pattern_names(pattern: str, permission: str, named: bool):
    assert matches(pattern, permission) is named


def test_a_permission_has_three_words_or_more():
    assert is_permission("storage.objects.get")
    assert is_permission("container.apps.deployments.get")
    assert not any(map(is_permission, ("read", "objects.get", "storage.objects.*", "storage.googleapis.com/objects.get", "")))


def test_a_denied_permission_names_its_service_by_domain():
    assert all(
        map(is_denied_permission, ("iam.googleapis.com/roles.list", "storage.googleapis.com/objects.*", "storage.googleapis.com/*.*"))
    )
    assert not any(
        map(is_denied_permission, ("iam.roles.list", "storage.googleapis.com/objects", "storage.googleapis.com/obj*.get", "*/*.*"))
    )


def test_both_forms_of_a_permission_are_one():
    assert as_role_has_it("storage.googleapis.com/objects.get") == "storage.objects.get"
    assert as_role_has_it("cloudresourcemanager.googleapis.com/projects.get") == "resourcemanager.projects.get"
    assert as_role_has_it("storage.objects.get") == "storage.objects.get"
