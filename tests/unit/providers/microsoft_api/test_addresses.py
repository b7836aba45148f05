import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.microsoft_api.addresses import CLOUDS, Addresses, expanded
from providers.microsoft_api.failures import CallFailed

PUBLIC = Addresses(CLOUDS["public"])
SANDBOX = Addresses(CLOUDS["public"], "https://127.0.0.1:8443")
HOST = "sample.sharepoint.com"
SERVICES = ("graph", "arm", "exchange", "sharepoint")


@pytest.mark.parametrize(
    ("cloud", "hosts"),
    [
        ("public", ("graph.microsoft.com", "management.azure.com", "outlook.office365.com", "sample.sharepoint.com")),
        ("government", ("graph.microsoft.us", "management.usgovcloudapi.net", "outlook.office365.us", "sample.sharepoint.us")),
        ("china", ("microsoftgraph.chinacloudapi.cn", "management.chinacloudapi.cn", "partner.outlook.cn", "sample.sharepoint.cn")),
    ],
)
def test_each_cloud_has_hosts_of_its_own(cloud: str, hosts: tuple[str, ...]):
    addresses = Addresses(CLOUDS[cloud])
    roots = ("v1.0/", "", "adminapi/beta/", "")
    expected = [f"https://{host}/{root}" for host, root in zip(hosts, roots, strict=True)]
    assert [addresses.base(service, hosts[3]) for service in SERVICES] == expected


def test_a_token_is_for_the_service_alone():
    assert PUBLIC.resource("arm") == "https://management.azure.com"
    assert Addresses(CLOUDS["government"]).resource("arm") == "https://management.core.usgovcloudapi.net"
    assert PUBLIC.resource("sharepoint", "Sample.SharePoint.com") == f"https://{HOST}"


def test_a_sandbox_serves_every_host_below_its_own_address():
    assert SANDBOX.base("graph") == "https://127.0.0.1:8443/graph.microsoft.com/v1.0/"
    assert SANDBOX.login("t") == "https://127.0.0.1:8443/login.microsoftonline.com/t"
    assert SANDBOX.base("sharepoint", "sample.sharepoint.example") == "https://127.0.0.1:8443/sample.sharepoint.example/"
    assert SANDBOX.resource("graph") == "https://graph.microsoft.com"


@pytest.mark.parametrize(
    "host",
    [
        *(
            "",
            "collector.example",
            "sharepoint.com.collector.example",
            "sample.sharepoint.com@collector.example",
            "collector.example/.sharepoint.com",
        ),
        *("sample.sharepoint.com:444", ".sharepoint.com", "a b.sharepoint.com", "collector.example#.sharepoint.com", "xsharepoint.com"),
    ],
)
def test_a_host_that_is_not_sharepoints_gets_no_token_and_no_call(host: str):
    with pytest.raises(CallFailed):
        PUBLIC.base("sharepoint", host)
    with pytest.raises(CallFailed):
        PUBLIC.resource("sharepoint", host)


@pytest.mark.parametrize(
    ("name", "path", "url"),
    [
        ("users/{id}", {"id": "p#1?@sample.example"}, "users/p%231%3F%40sample.example"),
        ("users/{id}", {"id": "../groups"}, "users/..%2Fgroups"),
        ("teams/{t}/channels/{c}", {"t": "a", "c": "19:x@thread.tacv2"}, "teams/a/channels/19%3Ax%40thread.tacv2"),
        (
            "{scope}/providers/x",
            {"scope": "/subscriptions/1/resourceGroups/a (b)"},
            "subscriptions/1/resourceGroups/a%20%28b%29/providers/x",
        ),
        ("{scope}/providers/x", {"scope": ""}, "providers/x"),
        ("{scope}/providers/x", {"scope": "/"}, "providers/x"),
        ("_api/web/sitegroups({group})/users", {"group": "7"}, "_api/web/sitegroups(7)/users"),
    ],
)
def test_values_stay_in_their_place(name: str, path: dict[str, str], url: str):
    assert expanded(name, path) == url


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("users/{id}", {"id": ""}),
        ("users/{id}", {"id": ".."}),
        ("users/{id}", {"id": "."}),
        ("{scope}/providers/x", {"scope": "/subscriptions/../x"}),
        ("{scope}/providers/x", {"scope": "/subscriptions//x"}),
    ],
)
def test_a_value_that_would_lead_out_of_its_place_is_not_asked(name: str, path: dict[str, str]):
    with pytest.raises(CallFailed, match="is no id"):
        expanded(name, path)


@given(st.text(min_size=1))
def test_no_value_leaves_its_segment(value: str):
    try:
        url = PUBLIC.url("graph", "users/{id}/messages", {"id": value}, {})
    except CallFailed:
        return
    except UnicodeEncodeError:
        assert not value.isprintable()
        return
    assert url.count("/") == "https://graph.microsoft.com/v1.0/users/x/messages".count("/")
    assert not {"?", "#"} & set(url)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("addresses", [PUBLIC, SANDBOX])
def test_a_services_own_links_are_followed(service: str, addresses: Addresses):
    link = addresses.base(service, HOST) + "users/delta(token='a')?$skiptoken=X%2Bx&b=1"
    assert addresses.within(service, link, HOST) == link


def test_a_port_that_is_meant_anyway_may_be_named():
    link = "https://Management.Azure.com:443/subscriptions?$skiptoken=a"
    assert PUBLIC.within("arm", link) == "https://management.azure.com/subscriptions?$skiptoken=a"


@pytest.mark.parametrize(
    "link",
    [
        "https://collector.example/v1.0/users",
        "http://graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com.collector.example/v1.0/users",
        "https://graph.microsoft.com@collector.example/v1.0/users",
        "https://user:word@graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com:444/v1.0/users",
        "https://graph.microsoft.com:x/v1.0/users",
        "https://graph.microsoft.com/beta/users",
        "https://graph.microsoft.com/v1.0/../beta/users",
        "https://graph.microsoft.com/v1.0/%2e%2E/beta/users",
        "https://graph.microsoft.com/v1.0\\..\\users",
        "https://graph.microsoft.com/v1.0/users\\..\\..\\beta",
        "https://graph.microsoft.com/v1.0/users%5C..%5c..%2Fbeta",
        "https://graph.microsoft.com/v1.0/users\r\nX: y",
        "https://[graph.microsoft.com/v1.0/users",
        "//graph.microsoft.com/v1.0/users",
        "/v1.0/users",
        "users?$skiptoken=a",
        "https://management.azure.com/v1.0/users",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_link_leads_elsewhere(link: str):
    with pytest.raises(CallFailed, match="leads to another place"):
        PUBLIC.within("graph", link)


@pytest.mark.parametrize(
    "link",
    [
        "https://127.0.0.1:8443/management.azure.com/v1.0/users",
        "https://127.0.0.1:8444/graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com/v1.0/users",
        "https://127.0.0.1:8443/graph.microsoft.com/v1.0/../../management.azure.com/users",
    ],
)
def test_in_a_sandbox_a_service_is_a_place_too(link: str):
    with pytest.raises(CallFailed, match="leads to another place"):
        SANDBOX.within("graph", link)
