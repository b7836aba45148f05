from providers.sandbox.requests import parse


def test_the_host_is_the_first_of_the_path_and_what_is_quoted_stays_so():
    request = parse("GET", "/iam.googleapis.com/v2/policies/a%2Fb/denypolicies?pageSize=1&x=", {"Authorization": "Bearer t"}, b"")
    assert (request.host, request.path) == ("iam.googleapis.com", "/v2/policies/a%2Fb/denypolicies")
    assert request.query == (("pageSize", "1"), ("x", ""))
    assert request.bearer == "t"
    assert parse("GET", "/h/", {"authorization": "Basic t"}, b"").bearer == ""


def test_an_address_that_is_too_long_comes_as_a_form():
    request = parse("POST", "/www.googleapis.com/drive/v3/files", {"X-HTTP-Method-Override": "GET"}, b"q=a%20b&pageSize=1")
    assert (request.verb, request.query, request.body) == ("GET", (("q", "a b"), ("pageSize", "1")), b"")
