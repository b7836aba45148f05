"""IAM of one account: users, groups, roles and policies in one sweep; passwords, keys and MFA; identity providers."""

import csv
import io
import time
from collections.abc import Iterator
from itertools import chain

from providers.aws.collect.raw import Answer, Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri

_KINDS = {"UserDetailList": "iam-user", "GroupDetailList": "iam-group", "RoleDetailList": "iam-role", "Policies": "iam-policy"}
_WAITS = (0.1, 0.5, 1, 2, 4, 8, 15)  # seconds between looks at the credential report, which AWS draws up in the background
_KEPT = (
    "arn",
    "password_enabled",
    "password_last_used",
    "mfa_active",
    "access_key_1_active",
    "access_key_1_last_used_date",
    "access_key_2_active",
    "access_key_2_last_used_date",
)


def collect(reader: Reader) -> Iterator[Raw]:
    """Everything of the account's IAM."""
    seen = list(_sweep(reader))
    yield from seen
    yield from _missing_policies(reader, seen)
    yield from _report(reader)
    for alias in reader.items("iam", "ListAccountAliases", "AccountAliases"):
        yield reader.raw("account-alias", {"Alias": alias})
    for operation, key in (("ListSAMLProviders", "SAMLProviderList"), ("ListOpenIDConnectProviders", "OpenIDConnectProviderList")):
        for provider in (reader.ask("iam", operation) or {}).get(key, ()):
            yield reader.raw("federation", provider)


def _sweep(reader: Reader) -> Iterator[Raw]:
    for page in reader.pages("iam", "GetAccountAuthorizationDetails"):
        for key, kind in _KINDS.items():
            for detail in page.get(key, ()):
                yield reader.raw(kind, detail, _sign_in(reader, detail) if kind == "iam-user" else None)


def _sign_in(reader: Reader, user: Answer) -> dict[str, Answer]:
    about = uri(user["Arn"])
    calls = ("ListAccessKeys", "ListMFADevices", "ListSSHPublicKeys", "ListSigningCertificates")
    return reader.details("iam", dict.fromkeys(calls, ()), about=about, UserName=user["UserName"])


def _missing_policies(reader: Reader, seen: list[Raw]) -> Iterator[Raw]:
    """Managed policies that are attached, or are a boundary, and that the sweep did not give."""
    given = {raw.body["Arn"] for raw in seen if raw.kind == "iam-policy"}
    for arn in sorted(set(chain.from_iterable(_managed(raw.body) for raw in seen)) - given):
        policy = reader.ask("iam", "GetPolicy", PolicyArn=arn)
        if not policy:
            continue
        version = reader.ask("iam", "GetPolicyVersion", PolicyArn=arn, VersionId=policy["Policy"]["DefaultVersionId"])
        if version:
            yield reader.raw("iam-policy", {"Arn": arn, "PolicyVersionList": [version["PolicyVersion"] | {"IsDefaultVersion": True}]})


def _managed(detail: Answer) -> Iterator[str]:
    yield from (attached["PolicyArn"] for attached in detail.get("AttachedManagedPolicies", ()))
    if "PermissionsBoundary" in detail:
        yield detail["PermissionsBoundary"]["PermissionsBoundaryArn"]


def _report(reader: Reader) -> Iterator[Raw]:
    """The credential report, row by row (IAM User Guide, "Generate credential reports for your AWS account")."""
    for wait in (*_WAITS, 0):
        state = reader.ask("iam", "GenerateCredentialReport")
        if state is None:
            return
        if state.get("State") == "COMPLETE":
            break
        time.sleep(wait)
    else:
        reader.gap("iam:GenerateCredentialReport", "AWS did not finish the credential report in time")
        return
    report = reader.ask("iam", "GetCredentialReport")
    if report:
        text = report["Content"].decode("utf-8", "replace")
        for row in csv.DictReader(io.StringIO(text)):
            yield reader.raw("credential-report", {name: row.get(name) or "" for name in _KEPT})
