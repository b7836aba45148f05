"""Calls to Google: guarded, signed in, paced and tried again. One for each run and provider."""

from collections.abc import Iterable, Mapping
from itertools import count

from googleapiclient.http import HttpRequest

from audit.errors import ReadOnlyError
from audit.ports import Operation
from providers.google_api.discovery import method, requester
from providers.google_api.failures import CALL_ERRORS, CallFailed, Failure, FailureKind, broken, failure
from providers.google_api.pace import Pace
from providers.google_api.quotas import UNHURRIED, quota
from providers.google_api.settings import GoogleSettings
from providers.google_api.sign_in import SignIn
from providers.pace import LONGEST_PAUSE, Clock, SystemClock
from providers.transport import Guard

CLOUD_READ_ONLY = "https://www.googleapis.com/auth/cloud-platform.read-only"
CLOUD = "https://www.googleapis.com/auth/cloud-platform"
_USER_AGENT = "toegang (gzip)"  # the word gzip has Google compress its answers (page "Performance tips")


class Sessions:
    """Asks; safe to call from several threads. There is no other way out, so that no call escapes the guard."""

    def __init__(self, settings: GoogleSettings, operations: Iterable[Operation], clock: Clock | None = None) -> None:
        """Raises ProviderError when there are no credentials, or the key can't be read."""
        self._settings = settings
        listed = tuple(operations)
        self._guard = Guard(listed)
        self._permissions = {(operation.service, operation.name): operation.permission for operation in listed}
        self._pace = Pace(clock or SystemClock(), (lambda _: UNHURRIED) if settings.endpoint_url else quota)
        self._sign_in = SignIn(settings)

    def identity(self) -> str:
        """The service account's own address; empty when the credentials are not a service account's."""
        return self._sign_in.identity()

    def permission(self, api: str, name: str) -> str:
        """What a listed call needs: a scope or an IAM permission; empty when it needs none or is not listed."""
        return self._permissions.get((api, name), "")

    def call(self, api: str, name: str, subject: str, parameters: Mapping[str, object]) -> bytes:
        """The body of one call's answer, asked as a user (`subject`) or as the service account itself.

        Raises:
            CallFailed: there is no answer, after every retry that makes sense.
            ReadOnlyError: the call is not listed, or is not a read.
        """
        self._guard.check(api, name)
        if not method(api, name).reads:
            raise ReadOnlyError(f"the call {api}:{name} is not a read and was stopped before it left", "this is a defect: please report it")
        request, scopes = self._request(api, name, parameters), (self._scope(api, name),)
        for attempt in count():
            self._pace.enter(api, name, subject)
            try:
                body: bytes = request.execute(http=self._sign_in.http(subject, scopes))
            except CALL_ERRORS as error:
                told = failure(error)
                pause = self._pause(told, attempt)
                if told.kind is FailureKind.THROTTLED and told.passing:  # for a quota of a day nobody waits
                    self._pace.drain(api, subject if told.one_user else "", LONGEST_PAUSE if pause is None else pause)
                if pause is None:
                    raise CallFailed(told) from error
                self._pace.wait(pause)
            else:
                return body
        raise AssertionError  # counting never ends

    def _pause(self, told: Failure, attempt: int) -> float | None:
        """Seconds until another attempt; None when none makes sense."""
        if not told.passing or attempt + 1 >= self._settings.max_attempts:
            return None
        return self._pace.pause(attempt, told.retry_after)

    def _request(self, api: str, name: str, parameters: Mapping[str, object]) -> HttpRequest:
        try:
            request = requester(api, name, self._settings.endpoint_url)(**parameters)
        except (TypeError, ValueError) as error:  # the client's word for a value that does not fit a parameter's pattern or type
            raise CallFailed(broken(f"the call could not be made: {error}")) from error
        request.headers["user-agent"] = _USER_AGENT
        return request

    def _scope(self, api: str, name: str) -> str:
        """The operation's scope; for an IAM permission the read-only one of Google Cloud, or the wide one where an API takes no other."""
        needed = self.permission(api, name)
        if needed.startswith("https://"):
            return needed
        return CLOUD_READ_ONLY if CLOUD_READ_ONLY in method(api, name).scopes else CLOUD
