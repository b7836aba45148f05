"""What can go wrong in a call to Microsoft, as a value: which kind of failure it is, and the reason in words.

Codes after the pages "Microsoft Graph error responses and resource types", "Resolve Microsoft Graph authorization errors", "Handling API errors"
(OneDrive), "driveItem: delta" and "Use delta query to track changes" (410), "Troubleshoot common Azure deployment errors", "Avoid getting throttled
or blocked in SharePoint Online" (503), and for the token endpoint "Microsoft Entra authentication and authorization error codes".
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from ssl import SSLCertVerificationError
from typing import Any

from providers.transport import redact


class FailureKind(StrEnum):
    """What became of a call."""

    DENIED = "denied"
    UNSUPPORTED = "unsupported"
    GONE = "gone"
    EXPIRED = "expired"
    THROTTLED = "throttled"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that gave no answer.

    code: Microsoft's most telling word for it (`Authorization_RequestDenied`, `AADSTS700016`); empty when it did not come from Microsoft.
    codes: every word that it gave, the HTTP status as text among them.
    passing: whether the same call may succeed later; `retry_after` is what Microsoft asked for.
    of_sign_in: there was not even a token, so that no single permission is missing.
    """

    kind: FailureKind
    reason: str
    code: str = ""
    codes: frozenset[str] = frozenset()
    passing: bool = False
    retry_after: str = ""
    of_sign_in: bool = False

    def means(self, words: Iterable[str]) -> bool:
        """Whether Microsoft used one of these words: `itemNotFound`, `404`."""
        return not self.codes.isdisjoint(words)

    @property
    def starts_over(self) -> bool:
        """Whether changes can't be told any more, so that everything has to be read anew."""
        return self.means(_STARTS_OVER)

    @property
    def of_link(self) -> bool:
        """Whether a link that was kept is of no use: it leads elsewhere, or says nothing to the service any more."""
        return self.means((ELSEWHERE, "400"))


class CallFailed(Exception):  # noqa: N818 - what became of a call, for who asked
    """A call gave no answer, after every retry that makes sense."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


ELSEWHERE = "elsewhere"
_STARTS_OVER = frozenset(
    (
        *("410", "resyncRequired", "resyncChangesApplyDifferences", "resyncChangesUploadDifferences", "resyncApplyDifferences"),
        *("resyncUploadDifferences", "syncStateNotFound", "syncStateInvalid", "SyncStateNotFound", "SyncStateInvalid"),
    )
)
_CODES = {
    FailureKind.THROTTLED: frozenset(("activityLimitReached", "TooManyRequests", "ApplicationThrottled", "429", "503", "509")),
    FailureKind.UNSUPPORTED: frozenset(
        (
            *("Authentication_RequestFromNonPremiumTenantOrB2CTenant", "AadPremiumLicenseRequired", "MailboxNotEnabledForRESTAPI"),
            *("MissingSubscriptionRegistration", "SubscriptionNotRegistered", "NotImplemented", "notSupported", "405", "501"),
        )
    ),
    FailureKind.EXPIRED: _STARTS_OVER | {"401"},
    FailureKind.DENIED: frozenset(("Authorization_RequestDenied", "accessDenied", "AuthorizationFailed", "403")),
    FailureKind.GONE: frozenset(("404",)),
}
_UNLICENSED = ("premium license", "premium 2 license", "does not have a spo license", "entra id p2", "entra id p1")
_PASSING = frozenset(("408", "500", "502", "504"))
_WORDS = {
    FailureKind.DENIED: "access was denied",
    FailureKind.UNSUPPORTED: "the tenant does not have the service or its licence",
    FailureKind.GONE: "it is not there",
    FailureKind.EXPIRED: "the token is not accepted (any more)",
    FailureKind.THROTTLED: "the quota is used up",
    FailureKind.BROKEN: "the call failed",
}
_START_OVER = "changes since then can't be told any more"


def answered(status: int, headers: Mapping[str, str], body: bytes) -> Failure:
    """The failure that an answer tells of; whatever looks like a credential is taken out of its reason."""
    told = _told(body)
    message = " ".join(filter(None, (_message(told), *(_message(one) for one in _dicts(told.get("details"))))))
    words = (*_words(told), str(status))
    codes = frozenset(words)
    kind = _kind(codes, message)
    intro = _START_OVER if codes & _STARTS_OVER else _WORDS[kind]
    return Failure(
        kind,
        f"{intro}: {words[0]} {redact(message)[:_LONGEST]}".rstrip(),
        words[0],
        codes,
        passing=kind is FailureKind.THROTTLED or not codes.isdisjoint(_PASSING),
        retry_after=headers.get("Retry-After", ""),
    )


_LONGEST = 500  # characters of a message


def unanswered(error: Exception) -> Failure:
    """The failure when no answer came: the way there was broken."""
    strange = any(isinstance(one, SSLCertVerificationError) for one in (error, *error.args))  # urllib3 puts it into an error of its own
    said = _OBJECT.sub("", redact(str(error))) or type(error).__name__
    return Failure(FailureKind.BROKEN, f"{_WORDS[FailureKind.BROKEN]}: {said}", passing=not strange)


_OBJECT = re.compile(r"<?[\w.]+(\(.*?\))?( object)?( at 0x[0-9a-f]+)?>?: (?=[A-Z])")  # `HTTPSConnection(host=…)`, which differs every time


def refused(service: str, told: Mapping[str, Any], status: int = 0, retry_after: str = "") -> Failure:
    """The failure when the token endpoint said no. It has a word (`invalid_client`) and a number (`AADSTS7000215`)."""
    numbers = [f"AADSTS{number}" for number in told.get("error_codes") or () if isinstance(number, int)]
    word = str(told.get("error") or "")
    codes = frozenset(filter(None, (*numbers, word, str(status or ""))))
    passing = status in (408, 429) or status >= 500 or word == "temporarily_unavailable"
    said = str(told.get("error_description") or "").split("Trace ID:")[0].strip()
    says_number = any(number in said for number in numbers)
    reason = " ".join(filter(None, (word, *(() if says_number else numbers), redact(said)[:_LONGEST])))
    return Failure(
        FailureKind.THROTTLED if status == 429 else _refusal(codes, word, passing=passing),
        f"signing in for {service} {'failed' if passing else 'was refused'}: {reason}",
        (*numbers, word)[0],
        codes - {"401", "404"},  # not what was asked for is gone, nor its token old
        passing=passing,
        retry_after=retry_after,
        of_sign_in=True,
    )


def broken(reason: str, code: str = "") -> Failure:
    """An answer that can't be used, or a call that can't be made."""
    return Failure(FailureKind.BROKEN, reason, code, frozenset((code,) if code else ()))


def _refusal(codes: frozenset[str], word: str, *, passing: bool) -> FailureKind:
    if passing:
        return FailureKind.BROKEN
    if word == "invalid_resource" or "AADSTS500011" in codes:
        return FailureKind.UNSUPPORTED  # the tenant has no such service
    return FailureKind.DENIED


def _kind(codes: frozenset[str], message: str) -> FailureKind:
    """Licences are told of in words, under whatever code."""
    if any(words in message.lower() for words in _UNLICENSED) and codes.isdisjoint(_CODES[FailureKind.THROTTLED]):
        return FailureKind.UNSUPPORTED
    return next((kind for kind, listed in _CODES.items() if not codes.isdisjoint(listed)), FailureKind.BROKEN)


def _told(body: bytes) -> dict[str, Any]:
    """The error object of an answer, as Graph and ARM (`error`) or SharePoint (`odata.error`) put it; empty for a page of HTML and the like."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    told = read.get("error", read.get("odata.error", read))
    if isinstance(told, str):  # the form of RFC 6749
        return {"code": told, "message": read.get("error_description")}
    return told if isinstance(told, dict) else {}


def _words(told: dict[str, Any]) -> Iterator[str]:
    """Codes, from the outside in: Graph puts closer ones inside, at times several levels deep; SharePoint puts a number before its own."""
    found: list[str] = []
    inside: Any = told
    for _ in range(_DEEPEST):
        if not isinstance(inside, dict):
            break
        found += str(inside["code"]).replace(",", " ").split() if inside.get("code") else []
        inside = next((inside[key] for key in ("innerError", "innererror") if key in inside), None)
    yield from found
    yield from (str(one["code"]) for one in _dicts(told.get("details")) if one.get("code"))


_DEEPEST = 8


def _message(told: dict[str, Any]) -> str:
    """SharePoint puts the text into an object that says its language."""
    said = told.get("message")
    if isinstance(said, dict):
        said = said.get("value")
    return said if isinstance(said, str) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
