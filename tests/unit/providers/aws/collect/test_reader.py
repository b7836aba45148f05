import pytest

from audit.model.facts import CoverageStatus, Gap
from providers.aws.collect.raw import NOTHING
from providers.aws.collect.reader import Reader
from tests.unit.providers.aws.conftest import ACCOUNT, REGION

TABLES = f"aws://{ACCOUNT}/{REGION}"


def reader_of(server, surface: str = "dynamodb") -> Reader:
    return Reader(server.sessions(), surface, ACCOUNT, REGION)


def refusal(code: str, message: str = "no") -> str:
    return f'{{"__type": "com.amazonaws#{code}", "message": "{message}"}}'


def test_an_answer_is_given_without_its_envelope(recorded):
    reader = reader_of(recorded(lambda _: (200, '{"TableNames": ["orders"]}')))
    assert reader.ask("dynamodb", "ListTables") == {"TableNames": ["orders"]}
    assert reader.gaps == ()
    assert reader.coverage().status is CoverageStatus.COMPLETE


def test_nothing_there_is_no_gap(recorded):
    reader = reader_of(recorded(lambda _: (400, refusal("PolicyNotFoundException"))))
    assert reader.ask("dynamodb", "GetResourcePolicy", none=("PolicyNotFoundException",), ResourceArn="arn:aws:x") is NOTHING
    assert reader.gaps == ()


def test_a_denied_call_is_a_gap_with_the_permission_and_the_scope(recorded):
    reader = reader_of(recorded(lambda _: (400, refusal("AccessDeniedException", "not authorized"))))
    assert reader.ask("dynamodb", "ListTables") is None
    gap = Gap(
        "aws", "dynamodb", TABLES, "dynamodb:ListTables", "access was denied: AccessDeniedException not authorized", "dynamodb:ListTables"
    )
    assert reader.gaps == (gap,)
    assert reader.coverage().status is CoverageStatus.DENIED


@pytest.mark.parametrize(
    ("status", "body", "said", "coverage"),
    [
        (400, refusal("UnknownOperationException"), "does not support", CoverageStatus.UNSUPPORTED),
        (404, "<!doctype html><title>404</title>", "does not support", CoverageStatus.UNSUPPORTED),
        (400, refusal("ThrottlingException"), "slow down", CoverageStatus.PARTIAL),
        (400, refusal("ExpiredTokenException"), "not accepted", CoverageStatus.PARTIAL),
        (500, refusal("InternalServerError"), "failed", CoverageStatus.PARTIAL),
        (200, "<not json>", "could not be read", CoverageStatus.PARTIAL),
    ],
)
def test_every_other_failure_is_a_gap_too_and_names_no_permission(recorded, status, body, said, coverage):
    reader = reader_of(recorded(lambda _: (status, body)))
    assert reader.ask("dynamodb", "ListTables") is None
    (gap,) = reader.gaps
    assert said in gap.reason
    assert gap.missing_permission == ""
    assert reader.coverage().status is coverage


def test_a_server_that_is_gone_is_a_gap(recorded):
    server = recorded(lambda _: (200, "{}"))
    reader = reader_of(server)
    server.stop()
    assert list(reader.items("dynamodb", "ListTables", "TableNames")) == []
    assert "Could not connect" in reader.gaps[0].reason
    assert reader.coverage().status is CoverageStatus.PARTIAL


def test_when_page_two_fails_page_one_stands_and_the_surface_is_partial(recorded):
    def answer(asked):
        if "ExclusiveStartTableName" in asked.body:
            return 400, refusal("AccessDeniedException")
        return 200, '{"TableNames": ["orders"], "LastEvaluatedTableName": "orders"}'

    reader = reader_of(recorded(answer))
    assert list(reader.items("dynamodb", "ListTables", "TableNames")) == ["orders"]
    assert [(gap.scope, gap.missing_permission) for gap in reader.gaps] == [(TABLES, "dynamodb:ListTables")]
    assert reader.coverage().status is CoverageStatus.PARTIAL


def test_a_listing_without_a_paginator_is_followed_by_its_token(recorded):
    def answer(asked):
        if "NextToken" in asked.body:
            return 200, '{"WorkGroups": [{"Name": "second"}]}'
        return 200, '{"WorkGroups": [{"Name": "first"}], "NextToken": "more"}'

    reader = reader_of(recorded(answer), "athena")
    assert [group["Name"] for group in reader.items("athena", "ListWorkGroups", "WorkGroups")] == ["first", "second"]


def test_of_several_details_those_that_were_read_are_kept(recorded):
    def answer(asked):
        return (400, refusal("AccessDeniedException")) if "GetKeyPolicy" in asked.target else (200, '{"KeyMetadata": {"KeyId": "k"}}')

    reader = reader_of(recorded(answer), "kms")
    assert reader.details("kms", {"DescribeKey": (), "GetKeyPolicy": ()}, about="aws://key", KeyId="k") == {
        "DescribeKey": {"KeyMetadata": {"KeyId": "k"}}
    }
    assert [(gap.scope, gap.missing_permission) for gap in reader.gaps] == [("aws://key", "kms:GetKeyPolicy")]
