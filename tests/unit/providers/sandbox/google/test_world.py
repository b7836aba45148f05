from .worlds import P01, tenant


def test_what_is_derived_is_kept_until_it_changes():
    world = tenant()
    assert world.derive("n", lambda its: len(its.users)) == 4
    del world.users[P01]
    assert world.derive("n", lambda its: len(its.users)) == 4
    world.touch()
    assert world.derive("n", lambda its: len(its.users)) == 3


def test_users_and_groups_go_by_address_id_and_alias():
    world = tenant()
    world.users[P01]["aliases"] = ["an@kanaal.example"]
    for key in (P01, P01.upper(), "101", "an@kanaal.example"):
        assert world.user(key)["primaryEmail"] == P01
    assert world.group("g1")["name"] == "HR"
    assert world.user("nobody") is None


def test_the_tenants_domains():
    world = tenant()
    world.domains = [{"domainName": "shop.example"}]
    assert world.domain_names == {"kanaal.example", "shop.example"}
