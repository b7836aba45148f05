"""The job's own identity for Microsoft: a token of the forge in a file, written anew while a command runs, for it lives for minutes.

INPUT_AZURE_CLIENT_ID and INPUT_AZURE_TENANT_ID say which application of which tenant trusts the job (its federated credential); without them
nothing is asked.
Sources: GitHub's documentation, "OpenID Connect reference" (ACTIONS_ID_TOKEN_REQUEST_URL); Microsoft's, "Workload identity federation".
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import quote

from calls import CallError, ask

AUDIENCE = "api://AzureADTokenExchange"
_EVERY = 240.0  # seconds: less than such a token lives


@contextmanager
def renewed(environment: Mapping[str, str] = os.environ) -> Iterator[dict[str, str]]:
    """What a command's environment needs to sign in to Microsoft as this job; the file that it names is kept fresh. Nothing where nobody asks for it.

    Raises CallError when the forge gives no token.
    """
    client, tenant = environment.get("INPUT_AZURE_CLIENT_ID", ""), environment.get("INPUT_AZURE_TENANT_ID", "")
    if not (client and tenant):
        yield {}
        return
    url, key = environment.get("ACTIONS_ID_TOKEN_REQUEST_URL", ""), environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "")
    with TemporaryDirectory(prefix="toegang-") as folder:
        place, ended = Path(folder) / "assertion", Event()
        _write(place, _asked(url, key))
        thread = Thread(target=_renew, args=(place, url, key, ended), daemon=True)
        thread.start()
        try:
            yield {"AZURE_CLIENT_ID": client, "AZURE_TENANT_ID": tenant, "AZURE_FEDERATED_TOKEN_FILE": os.fspath(place)}
        finally:
            ended.set()
            thread.join()


def _renew(place: Path, url: str, key: str, ended: Event) -> None:
    while not ended.wait(_EVERY):
        try:
            _write(place, _asked(url, key))
        except OSError as error:
            print(f"::warning title=Toegang::the job's token could not be renewed: {type(error).__name__}", flush=True)


def _asked(url: str, key: str) -> str:
    if not (url and key):
        raise CallError("the job may ask for no token: give it the permission id-token: write")
    return str(ask("GET", f"{url}&audience={quote(AUDIENCE, safe='')}", {"Authorization": f"Bearer {key}"})["value"])


def _write(place: Path, token: str) -> None:
    """Whole or not at all, for this user alone."""
    fresh = place.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(token, "ascii")
    fresh.replace(place)
