"""Posts one message over HTTPS: tried again while that may help, never redirected, and never with its address in a message."""

import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from policies.static_checks.notify import is_local
from reports.notices.failing import DeliveryError, Patience

if TYPE_CHECKING:
    from urllib3 import PoolManager

_WORD = re.compile(r"[a-z][a-z_]{2,40}")  # what Slack answers: `no_service`, `invalid_blocks`
_AGAIN = (408, 425, 429, 500, 502, 503, 504)


def host_of(url: str) -> str:
    """The part of an address that may be shown. Raises DeliveryError for one that nothing may be posted to."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise DeliveryError("the address to post to is no address") from None  # its text would say it
    if parts.scheme not in ("http", "https") or not host:
        raise DeliveryError("the address to post to does not begin with https://")
    if parts.scheme == "http" and not is_local(host):
        raise DeliveryError(f"the address at {host} is not encrypted: it has to begin with https://")
    return host


def post(url: str, body: bytes, headers: Callable[[], Mapping[str, str]], patience: Patience, *, twice_is_once: bool) -> None:
    """Posts JSON; `headers` are made anew for each attempt.

    `twice_is_once`: the receiver knows a message that it has had already. Another is sent it at most once more where no answer came.

    Raises DeliveryError when it is not taken in the end.
    """
    host, unsure = host_of(url), 0
    with _manager(urlsplit(url.strip())) as manager:
        for attempt in range(1, patience.attempts + 1):
            failed = _attempt(manager, url.strip(), body, headers(), patience)
            if failed is None:
                return
            unsure += failed.may_have_arrived
            last = attempt == patience.attempts or (unsure > 1 and not twice_is_once)
            wait = patience.before(attempt) if failed.wait is None else failed.wait
            if last or wait > patience.longest:
                raise DeliveryError(f"{host} {failed.why}")
            time.sleep(wait)


@dataclass(frozen=True, slots=True)
class _Failed:
    """An attempt that another may mend: why it failed, and how long the receiver asks to wait, in seconds."""

    why: str
    wait: float | None = None
    may_have_arrived: bool = False


def _attempt(manager: "PoolManager", url: str, body: bytes, headers: Mapping[str, str], patience: Patience) -> _Failed | None:
    """One attempt; None where the message was taken. Raises DeliveryError where another attempt is of no use."""
    from urllib3 import Timeout, exceptions  # noqa: PLC0415 - an extra: only whoever posts needs it

    host = host_of(url)
    try:
        answer = manager.request(
            "POST",
            url,
            body=body,
            headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "toegang", **headers},
            timeout=Timeout(connect=patience.connect, read=patience.answer),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            return _answered(host, answer.status, answer.headers.get("Retry-After", ""), lambda: answer.read1(60))
        finally:
            answer.close()
    except exceptions.SSLError as error:
        if any(isinstance(each, ssl.SSLCertVerificationError) for each in error.args):
            raise DeliveryError(f"{host} can't be trusted: its certificate is not one that this machine knows") from None
        return _Failed("speaks no TLS that this machine speaks")
    except (exceptions.LocationParseError, exceptions.LocationValueError):
        raise DeliveryError("the address to post to is no address") from None
    except (exceptions.NewConnectionError, exceptions.ConnectTimeoutError, exceptions.ProxyError):
        return _Failed("can't be reached")
    except exceptions.TimeoutError:
        return _Failed(f"gave no answer within {patience.answer:g} seconds", may_have_arrived=True)
    except (exceptions.HTTPError, OSError):
        return _Failed("broke the connection off", may_have_arrived=True)


def _answered(host: str, status: int, retry_after: str, read: Callable[[], bytes]) -> _Failed | None:
    if 200 <= status < 300:
        return None
    if status in _AGAIN:
        return _Failed(f"answered {status}", _seconds(retry_after))
    if 300 <= status < 400:
        raise DeliveryError(f"{host} answered {status}: it wants the message elsewhere, and it goes nowhere but where the policy says")
    word = read().decode("ascii", "replace").strip()
    told = f" ({word})" if _WORD.fullmatch(word) else ""
    raise DeliveryError(f"{host} answered {status}{told}")


def _seconds(retry_after: str) -> float | None:
    """How long a receiver asks us to wait (RFC 9110, section 10.2.3); None where it does not say."""
    from urllib3 import Retry, exceptions  # noqa: PLC0415 - as above

    try:
        return max(Retry().parse_retry_after(retry_after), 0.0) if retry_after else None
    except (exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _manager(there: SplitResult) -> "PoolManager":
    """How a host is reached: as the environment says of proxies, past them on this machine."""
    from urllib3 import PoolManager, ProxyManager  # noqa: PLC0415 - as above

    context = ssl.create_default_context() if there.scheme == "https" else None
    host = there.hostname or ""
    proxy = getproxies().get("https")
    if not proxy or is_local(host) or proxy_bypass(host):
        return PoolManager(ssl_context=context)
    return ProxyManager(proxy, ssl_context=context, proxy_headers=_proxy_headers(proxy))


def _proxy_headers(proxy: str) -> Mapping[str, str]:
    from urllib3 import make_headers  # noqa: PLC0415 - as above

    parts = urlsplit(proxy)
    return make_headers(proxy_basic_auth=f"{unquote(parts.username)}:{unquote(parts.password or '')}") if parts.username else {}
