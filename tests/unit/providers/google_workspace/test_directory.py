import pytest

from providers.google_workspace.directory import Directory, User
from tests.unit.providers.google_workspace.tenant import ALL, AN, AWAY, DIRECTORY, GONE


@pytest.mark.parametrize(
    ("address", "principal"),
    [
        ("P01@Shop.Example", AN.id),
        ("sales@shop.example", AN.id),
        ("everyone@shop.example", ALL.id),
        ("etl@shop.iam.gserviceaccount.com", "google://service-account/etl@shop.iam.gserviceaccount.com"),
        ("other@outside.example", "google://user/other@outside.example"),
        ("", "google://user/"),
    ],
)
def test_whose_address_it_is(address: str, principal: str):
    assert DIRECTORY.principal(address) == principal


def test_directory_ids_of_users_groups_and_service_accounts():
    assert [DIRECTORY.holder(number) for number in ("101", "202", "9001", "404")] == [
        AN.id,
        ALL.id,
        "google://service-account/etl@shop.iam.gserviceaccount.com",
        "",
    ]


def test_an_address_given_to_another_is_the_others():
    new = User("google://user/p04@shop.example", "p04@shop.example", "106")
    directory = Directory.of("C01abc", (), (GONE, new), ())
    assert directory.principal("p04@shop.example") == new.id
    assert directory.holder("104") == GONE.id


def test_groups_of_the_tenant_and_foreign_ones():
    assert DIRECTORY.is_group("everyone@shop.example")
    assert not DIRECTORY.is_group("p01@shop.example")
    assert DIRECTORY.group("list@outside.example") == "google://group/list@outside.example"


def test_who_can_be_acted_as():
    assert AN.active
    assert not AWAY.active
    assert not GONE.active


def test_everybody_stands_for_the_tenant_though_its_id_is_not_known():
    assert DIRECTORY.everybody() == "google://customer/C01abc"
    assert Directory().everybody() == "google://customer/my_customer"
