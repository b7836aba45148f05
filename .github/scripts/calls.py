"""Calls to a forge over HTTP with JSON, with the standard library alone."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

_TIMEOUT = 30  # seconds
_PAGES = 20  # of a hundred: more is not looked through


class CallError(OSError):
    """A call that was refused or could not be made, without what was sent: that holds a token."""


def ask(method: str, url: str, headers: Mapping[str, str], body: Mapping[str, object] | None = None) -> Any:
    """What is answered, decoded. Raises CallError."""
    if not url.startswith(("https://", "http://")):
        raise CallError(f"{url} is no address of a forge")
    data = json.dumps(body).encode() if body is not None else None
    sent = {"Accept": "application/json", "User-Agent": "toegang", **headers, **({"Content-Type": "application/json"} if data else {})}
    request = urllib.request.Request(url, data, sent, method=method)  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - as above
            text = answer.read()
    except urllib.error.HTTPError as error:
        said = error.read(300).decode("utf-8", "replace")
        raise CallError(f"{method} {url.partition('?')[0]} was answered with {error.code}: {said}") from error
    except (OSError, ValueError) as error:
        raise CallError(f"{method} {url.partition('?')[0]} failed: {error}") from error
    return json.loads(text) if text.strip() else {}


def pages(url: str, headers: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every entry of a list, page by page. Raises CallError."""
    glue = "&" if "?" in url else "?"
    for page in range(1, _PAGES + 1):
        found = ask("GET", f"{url}{glue}per_page=100&page={page}", headers)
        yield from found
        if len(found) < 100:
            return
