"""Google's log of Drive: that there is one, and which items' sharing it says has changed.

An extra beside the change logs, which are what counts. Event names after the page "Drive Audit Activity Events" (Reports API).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from providers.google_api.reader import Reader
from providers.google_workspace.drive.words import corpus_of
from providers.parts import each

OVERLAP = timedelta(days=1)  # events come into the log late ("Data retention and lag times")
CHANGES = (
    *("change_user_access", "change_document_visibility", "change_document_access_scope", "change_acl_editors", "change_owner"),
    *("change_user_access_hierarchy_reconciled", "change_document_access_scope_hierarchy_reconciled"),
    *("change_document_visibility_hierarchy_reconciled", "move", "publish_change"),
)
_LOG: dict[str, Any] = {"userKey": "all", "applicationName": "drive"}
_FIELDS = "nextPageToken,items(events(name,parameters(name,value,boolValue)))"


def logged(reader: Reader) -> bool:
    """Whether the log shows anything at all."""
    pages = reader.pages("admin.reports_v1", "activities.list", **_LOG, maxResults=1, fields="nextPageToken,items(id/time)")
    return bool((next(pages, None) or {}).get("items"))


def changed(reader: Reader, since: datetime) -> Iterator[tuple[str, str]]:
    """Corpus and id of each item whose sharing has changed since then, as far as an event says so."""
    start = (since - OVERLAP).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    for name in CHANGES:
        found = reader.items(
            "admin.reports_v1", "activities.list", "items", **_LOG, eventName=name, startTime=start, maxResults=1000, fields=_FIELDS
        )
        for events in each(reader, found, lambda activity: tuple(_parameters(event) for event in activity.get("events") or ())):
            for said in events:
                drive = said.get("owner_shared_drive_id") or said.get("shared_drive_id") or said.get("team_drive_id", "")
                if said.get("doc_id") and (drive or "@" in said.get("owner", "")):
                    yield corpus_of(said.get("owner", "").lower(), drive), said["doc_id"]


def _parameters(event: Mapping[str, Any]) -> dict[str, str]:
    return {str(one["name"]): str(one.get("value") or "") for one in event.get("parameters") or () if "name" in one}
