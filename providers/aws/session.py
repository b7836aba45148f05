"""Clients for each account and region: one guarded session, and the audit role's credentials in every account but the caller's own."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, NoCredentialsError, PartialCredentialsError, ProfileNotFound
from botocore.parsers import ResponseParserError

from audit.errors import ProviderError
from providers.aws.failures import CALL_ERRORS, failure
from providers.aws.identifiers import Arn
from providers.aws.operations import OPERATIONS
from providers.aws.settings import AwsSettings
from providers.transport import Guard, Retry

if TYPE_CHECKING:
    from botocore.model import OperationModel

GLOBAL_REGION = "us-east-1"  # where services without regions answer
_JSON = ("json", "rest-json")
_RENEW = timedelta(minutes=10)
_SANDBOX_HOST = re.compile(r"^(https?://)\d{12}\.(?=127\.|localhost\b)")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose credentials the run was started with."""

    account: str
    partition: str


@dataclass(frozen=True, slots=True)
class _Credentials:
    key: str
    secret: str
    token: str
    expires: datetime


class Sessions:
    """Gives clients; safe to call from several threads. Every call of every client passes the guard first."""

    def __init__(self, settings: AwsSettings, session: boto3.Session | None = None) -> None:
        self._settings = settings
        self._lock = Lock()
        self._clients: dict[tuple[str, str, str, str], Any] = {}
        self._assumed: dict[str, _Credentials] = {}
        retry = Retry(settings.max_attempts, answer=settings.timeout)
        self._config = Config(
            retries={"mode": "adaptive", "total_max_attempts": retry.attempts},
            connect_timeout=retry.connect,
            read_timeout=retry.answer,
            user_agent_extra="toegang",
        )
        try:
            self._session = session or boto3.Session(profile_name=settings.profile or None)
        except ProfileNotFound as error:
            raise ProviderError(str(error), "name a profile of ~/.aws/config in the setting profile") from error
        guarded(self._session)
        self.identity = self._identify()

    def client(self, account: str, service: str, region: str = "") -> Any:
        """A client of one account, as the audit role unless the account is the caller's own.

        Raises:
            ClientError, BotoCoreError: the audit role could not be assumed.
        """
        credentials = None if account == self.identity.account else self._enter(account)
        key = (account, service, region or GLOBAL_REGION, credentials.token if credentials else "")
        with self._lock:  # making clients is not thread-safe, using them is
            if key not in self._clients:
                self._clients[key] = self._make(service, region or GLOBAL_REGION, credentials)
            return self._clients[key]

    def enter(self, account: str) -> None:
        """Assumes the audit role in the account, unless it is the caller's own. Raises what `client` raises."""
        if account != self.identity.account:
            self._enter(account)

    def _make(self, service: str, region: str, credentials: _Credentials | None) -> Any:
        own = (credentials.key, credentials.secret, credentials.token) if credentials else (None, None, None)
        return self._session.client(
            service,  # type: ignore[call-overload]  # the stubs know literal names only
            region_name=region,
            endpoint_url=self._settings.endpoint_url or None,
            config=self._config,
            aws_access_key_id=own[0],
            aws_secret_access_key=own[1],
            aws_session_token=own[2],
        )

    def _enter(self, account: str) -> _Credentials:
        with self._lock:
            known = self._assumed.get(account)
        if known and known.expires - datetime.now(known.expires.tzinfo) > _RENEW:
            return known
        role = f"arn:{self.identity.partition}:iam::{account}:role/{self._settings.audit_role}"
        outside = {"ExternalId": self._settings.external_id} if self._settings.external_id else {}
        answer = self.client(self.identity.account, "sts").assume_role(RoleArn=role, RoleSessionName="toegang", **outside)
        given = answer["Credentials"]
        fresh = _Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"], given["Expiration"])
        with self._lock:
            self._assumed[account] = fresh
        return fresh

    def _identify(self) -> Identity:
        try:
            with self._lock:
                told = self._make("sts", GLOBAL_REGION, None).get_caller_identity()
            return Identity(told["Account"], Arn.parse(told["Arn"]).partition)
        except (NoCredentialsError, PartialCredentialsError) as error:
            raise ProviderError(
                "there are no AWS credentials", "sign in (aws sso login), name a profile in the settings, or set AWS_PROFILE"
            ) from error
        except BotoCoreError as error:
            raise ProviderError(
                f"AWS can't be reached: {failure(error).reason}", "look at the network, the profile and endpoint_url"
            ) from error
        except CALL_ERRORS as error:
            raise ProviderError(f"AWS does not accept the credentials: {failure(error).reason}", "sign in again") from error


def guarded(session: boto3.Session) -> boto3.Session:
    """The session with the read-only guard on it: clients copy a session's hooks when they are made, so that none escapes it."""
    guard = Guard(OPERATIONS)

    def check(model: "OperationModel", **_: object) -> None:
        guard.check(model.service_model.service_name, model.name)

    session.events.register("before-call", check, unique_id="toegang-read-only")
    session.events.register("after-call", _well_formed, unique_id="toegang-well-formed")
    session.events.register("before-sign.s3-control", _without_account_host, unique_id="toegang-sandbox-host")
    return session


def _well_formed(http_response: Any, model: "OperationModel", **_: object) -> None:
    """Botocore takes a body that is no JSON for an empty answer; an empty answer would be taken for "nothing there"."""
    if model.service_model.metadata.get("protocol") in _JSON and http_response.status_code < 300 and http_response.content:
        try:
            json.loads(http_response.content)
        except ValueError as error:
            raise ResponseParserError(f"{model.name} was answered with something that is no JSON") from error


def _without_account_host(request: Any, **_: object) -> None:
    """S3 Control puts the account before the host's name, which a sandbox on loopback has no address for."""
    request.url = _SANDBOX_HOST.sub(r"\1", request.url)
