"""The list of calls."""

from providers.microsoft365.files.operations import OPERATIONS, SITE_USERS, of_site


def test_each_call_is_listed_once_with_a_permission_and_a_reason():
    assert len({(each.service, each.name) for each in OPERATIONS}) == len(OPERATIONS)
    assert all(each.permission and each.surface and each.why for each in OPERATIONS)


def test_no_permission_lets_write():
    assert not [each.permission for each in OPERATIONS if "Write" in each.permission or "Manage" in each.permission]


def test_a_site_is_addressed_by_two_segments_but_for_the_root():
    assert of_site(SITE_USERS, root=True) == "_api/web/siteusers"
    assert of_site(SITE_USERS, root=False) == "{managed}/{name}/_api/web/siteusers"
    assert {of_site(SITE_USERS, root=root) for root in (True, False)} <= {each.name for each in OPERATIONS}
