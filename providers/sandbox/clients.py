"""AWS's own client, pointed at the sandbox: explicit credentials of each account, nothing of the user's environment."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

REGION = "eu-west-1"

_NOTHING = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_DEFAULT_REGION": REGION,
}


@contextmanager
def environment(url: str, credentials: Mapping[str, str]) -> Iterator[None]:
    """For the time of a `with`, AWS's client finds the sandbox and these credentials in the environment, and nothing else."""
    before = {name: value for name, value in os.environ.items() if _is_ours(name)}
    for name in before:
        del os.environ[name]
    os.environ.update(_NOTHING | {"AWS_ENDPOINT_URL": url, "NO_PROXY": "127.0.0.1"} | dict(credentials))
    try:
        yield
    finally:
        for name in [name for name in os.environ if _is_ours(name)]:
            del os.environ[name]
        os.environ.update(before)


def _is_ours(name: str) -> bool:
    return name.startswith("AWS_") or name.upper() == "NO_PROXY"


class Clients:
    """One client for each account and service. Made inside `environment`."""

    def __init__(self, url: str) -> None:
        import boto3  # noqa: PLC0415 - an SDK is imported when it is used

        self._client: Callable[..., Any] = boto3.Session().client
        self._url = url
        self._made: dict[tuple[str, str], Any] = {}
        self._credentials: dict[str, dict[str, str]] = {}

    def of(self, account: str, service: str) -> Any:
        """A client of the account's service."""
        if (account, service) not in self._made:
            self._made[account, service] = self._client(service, endpoint_url=self._url, **self._sign_in(account))
        return self._made[account, service]

    def credentials(self, account: str, role: str) -> dict[str, str]:
        """Temporary credentials of a role, as environment variables."""
        signed_in = self._assume(f"arn:aws:iam::{account}:role/{role}")
        return {name.upper(): value for name, value in signed_in.items()}

    def _sign_in(self, account: str) -> dict[str, str]:
        if account not in self._credentials:
            self._credentials[account] = self._assume(f"arn:aws:iam::{account}:role/seed")
        return self._credentials[account]

    def _assume(self, role: str) -> dict[str, str]:
        sts = self._client("sts", endpoint_url=self._url, aws_access_key_id="sandbox", aws_secret_access_key="sandbox")  # noqa: S106 - moto takes any
        given = sts.assume_role(RoleArn=role, RoleSessionName="sandbox")["Credentials"]
        return {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }
