"""Google's own client, unmodified, pointed at the sandbox."""

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any


def service(url: str, key: Mapping[str, str], api: str, scopes: Iterable[str], subject: str = "") -> Any:
    """A service of an API (`drive.v3`) whose calls go to the sandbox, as the service account or, with `subject`, as a user.

    The shipped document's rootUrl is what is changed, so that batches go to the sandbox too.
    """
    from google.oauth2.service_account import Credentials  # noqa: PLC0415 - an SDK is imported when it is used
    from googleapiclient.discovery import build_from_document  # noqa: PLC0415 - as above

    folder = resources.files("googleapiclient") / "discovery_cache" / "documents"
    document = json.loads((folder / f"{api}.json").read_text(encoding="utf-8"))
    host = document["rootUrl"].removeprefix("https://")
    document |= {"rootUrl": f"{url}/{host}", "baseUrl": f"{url}/{host}{document['servicePath']}", "mtlsRootUrl": ""}
    credentials = Credentials.from_service_account_info(key, scopes=list(scopes), subject=subject or None)  # type: ignore[no-untyped-call]
    return build_from_document(document, credentials=credentials)
