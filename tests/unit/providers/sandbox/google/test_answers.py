from providers.sandbox.google.answers import Refused, denied, disabled, scope_missing, unauthenticated


def test_the_body_has_both_forms():
    body = Refused(403, "userRateLimitExceeded", "Slow down").answer().body["error"]
    assert body["errors"] == [{"message": "Slow down", "domain": "usageLimits", "reason": "userRateLimitExceeded"}]
    assert (body["code"], body["status"]) == (403, "PERMISSION_DENIED")


def test_where_it_is_wrong():
    error = Refused(400, "invalidParameter", "x", "q").answer().body["error"]["errors"][0]
    assert (error["location"], error["locationType"]) == ("q", "parameter")


def test_details_name_what_is_missing():
    assert denied("a.b.get", "projects/p").answer().body["error"]["details"][0]["metadata"] == {
        "permission": "a.b.get",
        "resource": "projects/p",
    }
    assert disabled("x.googleapis.com", "3").answer().body["error"]["details"][0]["metadata"]["consumer"] == "projects/3"
    missing = scope_missing("drive.files.list", "www.googleapis.com", ("s",)).answer()
    assert missing.body["error"]["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    assert 'error="insufficient_scope"' in dict(missing.headers)["WWW-Authenticate"]


def test_a_token_that_is_missing_is_not_one_that_is_wrong():
    reasons = [unauthenticated(present=present).answer().body["error"]["errors"][0]["reason"] for present in (False, True)]
    assert reasons == ["required", "authError"]
