"""Connections over TLS, kept and shared by threads. The one place where bytes leave for Microsoft, tokens and calls alike."""

import ssl
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, Timeout, make_headers

from audit.errors import ProviderError
from providers.microsoft_api.settings import MicrosoftSettings
from providers.transport import Retry

# the form that SharePoint asks for (page "Avoid getting throttled or blocked in SharePoint Online", section "How to decorate your http traffic")
_USER_AGENT = "NONISV|Toegang|toegang/1.0"
_HOSTS = 32  # of which connections are kept; SharePoint has several


class Connections:
    """Sends requests as they are: no redirect is followed and nothing is tried again."""

    def __init__(self, settings: MicrosoftSettings) -> None:
        """Raises ProviderError when `ca_file` can't be used."""
        wait = Timeout(connect=Retry().connect, read=settings.timeout)
        context = _context(settings.ca_file)
        self._direct = PoolManager(_HOSTS, maxsize=settings.workers, block=True, ssl_context=context, timeout=wait)
        self._outward: PoolManager = self._direct
        self._ways: dict[str, PoolManager] = {}
        if not settings.endpoint_url and (proxy := getproxies().get("https")):  # a proxy is for the internet, not for a sandbox
            told = _proxy_headers(proxy)
            self._outward = ProxyManager(
                proxy, _HOSTS, proxy_headers=told, maxsize=settings.workers, block=True, ssl_context=context, timeout=wait
            )

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None) -> BaseHTTPResponse:
        """The answer, whole and unpacked, whatever its status.

        Raises:
            HTTPError (urllib3), OSError: no answer came, or not all of it.
        """
        asked = {"Accept-Encoding": "gzip", "User-Agent": _USER_AGENT, **headers}
        there = urlsplit(url)
        pool = self._way(there.hostname or "").connection_from_host(there.hostname, there.port, there.scheme)
        target = f"{there.path}?{there.query}" if there.query else there.path
        return pool.urlopen(method, target, body=body, headers=asked, redirect=False, retries=False)

    def _way(self, host: str) -> PoolManager:
        """How a host is reached: past the proxy or through it. The environment is looked at once for each."""
        if host not in self._ways:
            self._ways[host] = self._direct if proxy_bypass(host) else self._outward
        return self._ways[host]


def _context(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:  # ssl's own error is one
        raise ProviderError(
            f"the file {ca_file} can't be used: {error.strerror or error}", "name a PEM file with certificates of authorities in ca_file"
        ) from error


def _proxy_headers(proxy: str) -> Mapping[str, str]:
    parts = urlsplit(proxy)
    if not parts.username:
        return {}
    return make_headers(proxy_basic_auth=f"{unquote(parts.username)}:{unquote(parts.password or '')}")
