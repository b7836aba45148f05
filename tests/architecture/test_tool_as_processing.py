"""The tool processes data about staff itself (docs/checks.md): it reads no content, keeps use in broad spans alone and only when told, and asks no log who."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import plugins
from policies.language import ToolAsProcessing
from policies.schemas import schema
from providers.aws import settings as aws
from providers.aws.normalise.iam import _span as aws_span
from providers.google_workspace import settings as google_workspace
from providers.google_workspace.normalise.values import span as google_span
from providers.microsoft365 import settings as microsoft365
from providers.microsoft365.normalise.values import span as microsoft_span
from tests.unit.audit.resolve.worlds import AT

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in (ROOT / "providers").rglob("*.py") if "sandbox" not in path.parts]
SPANS = {"45d", "90d", "365d", "older", "never"}

# Calls that give what stands in a file, record, message, secret or log, each with the names that come near to what the audit does ask.
CONTENT = {
    r"s3:(GetObject|SelectObjectContent|GetObjectTorrent)": ("s3:GetObject",),
    r"dynamodb:(GetItem|BatchGetItem|Query|Scan|ExecuteStatement|GetRecords)": ("dynamodb:Scan",),
    r"(secretsmanager:(GetSecretValue|BatchGetSecretValue)|ssm:GetParameter)": ("secretsmanager:GetSecretValue",),
    r"(sqs:ReceiveMessage|kms:(Decrypt|ReEncrypt)|lambda:(Invoke|GetFunction)|ecr:(BatchGetImage|GetDownloadUrlForLayer))": (
        "kms:Decrypt",
    ),
    r"(athena:(GetQueryResults|StartQueryExecution)|rds-data:|redshift-data:|glue:GetPartitions?|logs:|cloudtrail:)": (
        "glue:GetPartitions",
    ),
    r"drive\.v3:(files\.(export|download)|revisions\.get|comments|replies|drives\.get_media)": ("drive.v3:files.export",),
    r"gmail\.v1:users\.(messages|threads|drafts|history)": ("gmail.v1:users.messages.list",),
    r"(calendar\.v3:events|sheets\.|docs\.|slides\.|chat\.|people\.)": ("calendar.v3:events.list", "sheets.v4:spreadsheets.values.get"),
    r"(storage\.v1:objects\.(get|get_media|rewrite)$|bigquery\.v2:(tabledata|jobs))": (
        "storage.v1:objects.get",
        "bigquery.v2:tabledata.list",
    ),
    r"(secretmanager\.v1:.*versions\.access|pubsub\.v1:.*pull|firestore\.v1:.*documents|spanner\.v1:.*sessions)": (
        "secretmanager.v1:projects.secrets.versions.access",
    ),
    r"(graph|sharepoint):.*(/content|/messages|/events|/chats|/attachments|/calendarView|\$value|extractSensitivityLabels)": (
        "graph:drives/{drive}/items/{item}/content",
        "graph:users/{id}/messages",
        "graph:teams/{team}/channels/{channel}/messages",
    ),
    r"(graph:auditLogs|arm:.*(listKeys|listAccountSas|listConnectionStrings))": ("graph:auditLogs/signIns", "arm:{scope}/listKeys"),
    r"exchange:(Get-MessageTrace|Search-Mailbox|New-|Export-|Get-MailDetail|Search-UnifiedAuditLog)": ("exchange:Get-MessageTraceV2",),
}


def calls() -> list[str]:
    return [f"{each.service}:{each.name}" for name in plugins.names(plugins.PROVIDERS) for each in plugins.provider(name).operations()]


@pytest.mark.parametrize("pattern", CONTENT)
def test_no_call_of_any_allow_list_reads_content(pattern: str):
    assert all(re.match(pattern, call, re.IGNORECASE) for call in CONTENT[pattern])  # the pattern knows what it is looking for
    assert [call for call in calls() if re.match(pattern, call, re.IGNORECASE)] == []


def test_the_allow_lists_are_those_of_every_provider():
    assert len({call.partition(":")[0] for call in calls()}) > 30


def test_no_source_asks_a_listed_call_for_content():
    """`files.get` and `objects.list` are on the lists: it is a parameter that would turn the one into a download."""
    content = re.compile(r"alt=.?media|get_media|MediaIoBaseDownload|downloadUrl|/content[\"'`]|/\$value")
    assert [str(path) for path in SOURCES if content.search(path.read_text("utf-8"))] == []


def test_no_log_is_asked_who_did_something():
    asking = [path for path in SOURCES if "applicationName" in path.read_text("utf-8")]
    assert len(asking) == 2
    for path in asking:
        text = path.read_text("utf-8")
        assert len(re.findall(r'"activities\.list"', text)) == len(re.findall(r"fields=", text))
        assert "actor" not in text
        assert "ipAddress" not in text


@pytest.mark.parametrize("settings", [aws, google_workspace, microsoft365])
def test_use_is_kept_only_when_it_is_asked_for(settings):
    assert settings.decode("{}").activity_data == "none"
    assert ToolAsProcessing(AT).activity_data == "none"


def test_a_policy_can_ask_for_nothing_finer_than_spans():
    assert schema("tool_as_processing")["properties"]["activity_data"]["enum"] == ["none", "last_used_bucket"]


@given(st.integers(min_value=0, max_value=20000))
def test_use_is_one_of_five_words(days: int):
    today = date(2026, 11, 23)
    moment = (today - timedelta(days=days)).isoformat() + "T08:15:00Z"
    found = {aws_span([moment], today), google_span(moment, today), microsoft_span([moment], today)}
    assert len(found - {"never"}) <= 1  # Google's never is the first day of 1970
    assert found <= SPANS
