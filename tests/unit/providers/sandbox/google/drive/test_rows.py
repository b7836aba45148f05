import pytest

from providers.sandbox.google.drive.rows import Detail, Row, key_of, lets_in, limited, merged, passed_down, permission_id, rank, shown
from providers.sandbox.google.objects import Raw
from tests.unit.providers.sandbox.google.worlds import P01, P02, by_user, tenant


def row(permission, inherited_from=""):
    return Row(permission, (Detail(permission["role"], inherited_from),))


def test_roles_have_an_order_and_an_unknown_one_none():
    assert rank("reader") < rank("commenter") < rank("writer") < rank("fileOrganizer") < rank("organizer") < rank("owner")
    assert rank("superReader") == -1
    assert Row(by_user(P01, "superReader"), (Detail("superReader"),)).role == "superReader"


def test_one_row_a_grantee_with_the_higher_role():
    (found,) = merged([row(by_user(P01, "reader"))], [row(by_user(P01, "writer"), "f")])
    assert found.role == "writer"
    assert [each.inherited_from for each in found.details] == ["", "f"]


def test_the_folders_owner_can_change_what_others_put_into_it():
    (down,) = passed_down("f", [row(by_user(P01, "owner"))], owned=True)
    assert down.role == "writer"
    assert merged([row(by_user(P01, "owner"))], [down])[0].details == (Detail("owner"),)


def test_views_and_pending_owners_do_not_come_down():
    rows = [row(by_user(P01, "reader", view="metadata")), row(by_user(P02, "writer", pendingOwner=True))]
    assert passed_down("f", rows, owned=False) == ()


def test_limited_access_leaves_names():
    found = limited(
        [row(by_user(P02, "reader"))],
        [row(by_user(P01, "organizer"), "D"), row(by_user("x@x.example", "writer"), "D"), row(by_user(P02, "writer"), "D")],
    )
    assert [(each.base["emailAddress"], each.role, each.base.get("view")) for each in found] == [
        (P01, "organizer", None),
        (P02, "reader", None),
        ("x@x.example", "reader", "metadata"),
    ]


@pytest.mark.parametrize(
    ("permission", "number"),
    [
        ({"type": "anyone", "role": "reader"}, "anyoneWithLink"),
        ({"type": "anyone", "role": "reader", "allowFileDiscovery": True}, "anyone"),
        ({"type": "user", "id": "77", "role": "reader"}, "77"),
    ],
)
def test_ids(permission, number):
    assert permission_id(permission) == number


def test_the_same_grantee_has_the_same_id():
    assert permission_id(by_user(P01, "reader")) == permission_id(by_user(P01.upper(), "owner")) != permission_id(by_user(P02, "reader"))


def test_who_is_let_in_with_the_link_at_hand():
    world = tenant()
    its = frozenset({("user", P01), ("group", "g@x.example")})
    audience = "03x.audience.googledomains.com"
    for permission, expected in (
        (by_user(P01, "reader"), True),
        (by_user(P02, "reader"), False),
        ({"type": "group", "emailAddress": "g@x.example", "role": "reader"}, True),
        ({"type": "domain", "domain": "kanaal.example", "role": "reader"}, True),
        ({"type": "domain", "domain": "other.example", "role": "reader"}, False),
        ({"type": "domain", "domain": audience, "role": "reader"}, True),
        ({"type": "anyone", "role": "reader"}, True),
    ):
        assert lets_in(world, row(permission), P01, its) is expected


def test_a_raw_permission_is_shown_whole():
    permission = Raw(by_user(P01, "reader", colour="red"))
    found = shown(row(permission), in_drive=False)
    assert isinstance(found, Raw)
    assert found["colour"] == "red"
    assert key_of(permission) == ("user", P01, "", "")
