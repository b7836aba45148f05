import pytest

from audit.errors import ReadOnlyError
from audit.ports import Operation
from providers.transport import Guard, redact


def test_a_listed_call_passes_and_any_other_is_stopped():
    guard = Guard([Operation("s3", "ListBuckets", "s3:ListAllMyBuckets", "s3")])
    guard.check("s3", "ListBuckets")
    for service, name in (("s3", "DeleteBucket"), ("s3control", "ListBuckets"), ("s3", "listbuckets")):
        with pytest.raises(ReadOnlyError, match=f"{service}:{name}"):
            guard.check(service, name)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("the key AKIAIOSFODNN7EXAMPLE is not active", "AKIAIOSFODNN7EXAMPLE"),
        ("X-Amz-Security-Token=FwoGZXIvYXdzEBYaDH, next", "FwoGZXIvYXdzEBYaDH"),
        ("Encoded authorization failure message: " + "aB3" * 30, "aB3" * 30),
        ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI"),
    ],
)
def test_what_looks_like_a_credential_is_taken_out(text: str, secret: str):
    assert secret not in redact(text)
    assert "[redacted]" in redact(text)


def test_arns_and_names_stay():
    said = "User: arn:aws:iam::123456789012:user/p01 is not authorized to perform: s3:GetBucketPolicy on resource: arn:aws:s3:::orders"
    assert redact(said) == said
    role = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef"
    assert redact(f"cannot assume {role}") == f"cannot assume {role}"
