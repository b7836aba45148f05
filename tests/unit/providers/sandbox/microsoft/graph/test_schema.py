import pytest

from providers.sandbox.microsoft.graph.schema import derived, own_type, problems, selectable, type_of
from providers.sandbox.microsoft.world import Raw


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        ("user", {"id": "x", "accountEnabled": True, "mail": None}, ""),
        ("user", {"accountEnabled": "true"}, "user.accountEnabled"),
        ("user", {"nickname": "x"}, "no property 'nickname'"),
        ("user", {"createdDateTime": "yesterday"}, "user.createdDateTime"),
        ("user", {"assignedLicenses": [{"skuId": "x"}]}, "user.assignedLicenses[0].skuId"),
        ("user", {"businessPhones": "1"}, "is no list"),
        ("user", [], "is no user"),
        ("user", {"@removed": {"reason": "deleted"}, "manager@odata.bind": 1}, ""),
        ("directoryObject", {"@odata.type": "#microsoft.graph.user", "mail": "x"}, ""),
        ("directoryObject", {"mail": "x"}, "no property 'mail'"),
        ("directoryObject", {"@odata.type": "#microsoft.graph.permission"}, "is no directoryObject"),
        ("directoryObject", {"@odata.type": "#microsoft.graph.unknown"}, "is no directoryObject"),
        ("permission", {"grantedToV2": {"siteGroup": {"id": "3", "loginName": "x"}, "group": {"id": "x"}}}, ""),
        ("permission", {"grantedToV2": {"team": {}}}, "permission.grantedToV2"),
        ("permission", {"link": {"scope": "anonymous"}}, ""),
        ("channel", {"membershipType": "private"}, ""),
        ("channel", {"membershipType": "secret"}, "'secret' is none of"),
        ("drive", {"quota": {"total": "much"}}, "drive.quota.total"),
        ("drive", {"quota": {"total": True}}, "drive.quota.total"),
        ("group", Raw({"what": 1}), ""),
        ("Collection(group)", [{"id": "g"}, {"id": 3}], "[1].id"),
    ],
)
def test_values(kind, value, wrong):
    found = problems(kind, value)
    assert bool(found) == bool(wrong)
    assert wrong in "".join(found)


def test_a_type_has_what_its_bases_have():
    assert type_of("user").properties["deletedDateTime"] == "Edm.DateTimeOffset"
    assert type_of("user").bases == ("directoryObject", "entity")
    assert {"user", "group", "device"} <= set(derived("directoryObject"))
    assert {"userPrincipalName", "groupTypes"} <= selectable("directoryObject")
    assert "groupTypes" not in selectable("user")
    assert own_type({"@odata.type": "#microsoft.graph.group"}, "user") == "group"
    assert type_of("nothing") is None
