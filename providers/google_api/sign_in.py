"""Whose credentials a run has, and a token for each (subject, scopes): from a key, or from what the machine itself is.

Without a key, a service account can still act as a user: it signs through the IAM Credentials API, for which it needs
iam.serviceAccounts.signBlob on itself (page "Perform Google Workspace domain-wide delegation of authority", keyless).
"""

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock, local
from typing import Any

import google.auth
import httplib2
from google.auth import iam
from google.auth.credentials import CredentialsWithQuotaProject, with_scopes_if_required
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.oauth2 import service_account
from google_auth_httplib2 import AuthorizedHttp, Request

from audit.errors import ProviderError
from providers.google_api.discovery import moved
from providers.google_api.settings import GoogleSettings

_Account: Any = service_account.Credentials  # the library is not typed
_Signer: Any = iam.Signer
_SIGNING = "https://www.googleapis.com/auth/iam"
_TOKENS = "https://oauth2.googleapis.com/token"
_KEPT = 4096  # sign-ins; a user's is not needed again once his part is read


class SignIn:
    """Gives each thread a connection that is signed in as wanted. Tokens are shared between threads."""

    def __init__(self, settings: GoogleSettings) -> None:
        """Raises ProviderError when there are no credentials, or the key can't be read."""
        self._settings = settings
        self._threads = local()
        self._lock = Lock()
        self._held: OrderedDict[tuple[str, tuple[str, ...]], tuple[Any, Lock]] = OrderedDict()
        self._own = _key(settings.key_file) if settings.key_file else self._default()

    def identity(self) -> str:
        """The service account's address; empty for credentials of a person, or of a workload without a service account."""
        address = str(getattr(self._own, "service_account_email", None) or "")
        return address if "@" in address else ""

    def http(self, subject: str, scopes: tuple[str, ...]) -> AuthorizedHttp:
        """This thread's connection, with a token that is valid.

        Raises:
            GoogleAuthError, OSError: the token endpoint refused, or could not be asked.
        """
        credentials, lock = self._credentials(subject, scopes)
        with lock:  # one thread fetches, the others use what it brought
            if not credentials.valid:
                credentials.refresh(self._ask)
        return AuthorizedHttp(credentials, self._connection())

    def _default(self) -> Any:
        try:
            own: Any = google.auth.default()[0]
            if getattr(own, "service_account_email", "") == "default":  # an attached account says its address with its first token
                own.refresh(self._ask)
        except GoogleAuthError as error:
            raise ProviderError(
                "there are no Google credentials",
                "name a service account's key in key_file, set GOOGLE_APPLICATION_CREDENTIALS, or sign in (gcloud auth application-default login)",
            ) from error
        return own

    def _connection(self) -> httplib2.Http:
        """One for each thread: httplib2 is not thread-safe. The environment's proxy is for the internet, not for a sandbox."""
        made: httplib2.Http | None = getattr(self._threads, "http", None)
        if made is None:
            proxy = {"proxy_info": None} if self._settings.endpoint_url else {}
            made = self._threads.http = httplib2.Http(timeout=self._settings.timeout, **proxy)
            made.follow_redirects = False  # a token goes to the address that it was made for
        return made

    def _ask(self, url: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None, **_: object) -> Any:
        """How Google's library asks for tokens: over the calling thread's connection, within its timeout, and in a sandbox if there is one."""
        return Request(self._connection())(moved(url, self._settings.endpoint_url), method, body, headers)

    def _credentials(self, subject: str, scopes: tuple[str, ...]) -> tuple[Any, Lock]:
        key = (subject, scopes)
        with self._lock:
            if key not in self._held:
                self._held[key] = (self._made(subject, scopes), Lock())
            self._held.move_to_end(key)
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)
            return self._held[key]

    def _made(self, subject: str, scopes: tuple[str, ...]) -> Any:
        made = _scoped(self._acting(subject) if subject else self._own, scopes)
        if self._settings.quota_project and isinstance(made, CredentialsWithQuotaProject):
            return made.with_quota_project(self._settings.quota_project)  # type: ignore[no-untyped-call]
        return made

    def _acting(self, subject: str) -> Any:
        """The service account acting as a user (domain-wide delegation)."""
        if isinstance(self._own, service_account.Credentials):
            return self._own.with_subject(subject)  # type: ignore[no-untyped-call]
        if not self.identity():
            reason = f"only a service account can act as {subject}, and these credentials are not one's"
            raise RefreshError(reason, {"error": "invalid_grant"})  # type: ignore[no-untyped-call]
        signer = _Signer(self._ask, _scoped(self._own, (_SIGNING,)), self.identity())
        return _Account(signer, self.identity(), moved(_TOKENS, self._settings.endpoint_url), subject=subject)


def _scoped(credentials: Any, scopes: tuple[str, ...]) -> Any:
    return with_scopes_if_required(credentials, scopes)  # type: ignore[no-untyped-call]


def _key(path: str) -> Any:
    try:
        return _Account.from_service_account_file(Path(path).expanduser())
    except OSError as error:
        raise ProviderError(f"the key file {path} can't be read: {error.strerror}", "correct the setting key_file") from error
    except (ValueError, GoogleAuthError) as error:  # its text may quote the file
        raise ProviderError(
            f"the key file {path} is no service account's key",
            "name a service account's JSON key in key_file; other credentials go into GOOGLE_APPLICATION_CREDENTIALS",
        ) from error
