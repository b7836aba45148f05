import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.parsers import ResponseParserError

from providers.aws.failures import FailureKind, failure


def refused(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "GetBucketPolicy")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused("AccessDenied"), FailureKind.DENIED),
        (refused("UnauthorizedOperation"), FailureKind.DENIED),
        (refused("AuthorizationError"), FailureKind.DENIED),
        (refused("NotImplemented"), FailureKind.UNSUPPORTED),
        (refused("404", "<!doctype html>"), FailureKind.UNSUPPORTED),
        (refused("ExpiredToken"), FailureKind.EXPIRED),
        (refused("ThrottlingException"), FailureKind.THROTTLED),
        (refused("InternalError"), FailureKind.BROKEN),
        (EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), FailureKind.BROKEN),
        (ResponseParserError("<xml"), FailureKind.BROKEN),
        (ValueError("time"), FailureKind.BROKEN),
    ],
)
def test_each_error_has_its_kind_and_a_reason(error: Exception, kind: FailureKind):
    told = failure(error)
    assert told.kind is kind
    assert told.reason
    assert "<" not in told.reason


def test_a_reason_holds_no_credential():
    assert "AKIAIOSFODNN7EXAMPLE" not in failure(refused("AccessDenied", "key AKIAIOSFODNN7EXAMPLE")).reason
