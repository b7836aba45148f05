"""What has to be told about a processing."""

from audit.gdpr import information
from audit.gdpr.processing import about
from policies.wording import wording
from tests.unit.audit.gdpr.shop import shop

EN = wording("en")


def test_purposes_are_told_with_ground_and_data():
    policy = shop()
    told = list(information.purposes(policy, about(policy, "prospect"), EN))
    assert told == ["News: consent (Art. 6(1)(a)). We use: mailing list."]


def test_a_missing_ground_is_told():
    policy = shop(paper__legal_basis="")
    assert "Orders: the ground is not written down. We use: paper forms." in list(
        information.purposes(policy, tuple(asset for asset in policy.assets if asset.id == "paper"), EN)
    )


def test_sensitive_data_have_what_permits_them():
    policy = shop()
    told = list(information.special(policy, about(policy, "employee"), EN))
    assert told == ["personnel files: sensitive data, permitted for: labour law and social security (Art. 9(2)(b))"]
    assert list(information.special(policy, about(policy, "customer"), EN)) == []


def test_every_way_out_of_the_eea_is_told():
    policy = shop("processors: {far: {name: far, country: IN, assets: [list]}}\n", list__region="region: US")
    assert list(information.transfers(policy, about(policy, "prospect"), EN)) == [
        "the host: United States; adequacy decision (Art. 45(3))",
        "far: India; no safeguard is written down",
        "mailing list lie in United States",
    ]


def test_only_the_rights_that_the_grounds_give():
    policy = shop()
    staff = "\n".join(information.rights(policy, about(policy, "employee"), EN))
    customers = "\n".join(information.rights(policy, about(policy, "customer"), EN))
    assert "take with you" not in staff
    assert "withdraw" not in staff
    assert "object" not in staff
    assert all(word in customers for word in ("take with you", "withdraw", "object"))
    assert "GBA/APD" in staff


def test_who_answers_and_where_to_complain_is_left_open_when_it_is_not_known():
    assert information.complaint(None, EN).count("____") == 1
    assert information.sender(None, EN) == "____"
    assert information.sender(shop().organisation, EN) == "The Shop, Street 1, privacy@shop.example"
