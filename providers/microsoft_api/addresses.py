"""Where Microsoft's services are, and whether an address is one of theirs: a token goes to the service that it was made for, and nowhere else.

Hosts after the pages "Microsoft Graph national cloud deployments", "National clouds" (identity platform), "Compare Azure Government and global
Azure", "Azure in China: endpoints" and "Connect-ExchangeOnline" (ExchangeEnvironmentName).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

from providers.microsoft_api.failures import ELSEWHERE, CallFailed, broken


@dataclass(frozen=True, slots=True)
class Cloud:
    """The hosts of one of Microsoft's clouds; `arm_audience` is whom a token for ARM is for, `sharepoint` what SharePoint's hosts end in."""

    login: str
    graph: str
    arm: str
    arm_audience: str
    exchange: str
    sharepoint: str


CLOUDS: Mapping[str, Cloud] = {
    "public": Cloud(
        "login.microsoftonline.com",
        "graph.microsoft.com",
        "management.azure.com",
        "https://management.azure.com",
        "outlook.office365.com",
        ".sharepoint.com",
    ),
    "government": Cloud(
        "login.microsoftonline.us",
        "graph.microsoft.us",
        "management.usgovcloudapi.net",
        "https://management.core.usgovcloudapi.net",
        "outlook.office365.us",
        ".sharepoint.us",
    ),
    "china": Cloud(
        "login.chinacloudapi.cn",
        "microsoftgraph.chinacloudapi.cn",
        "management.chinacloudapi.cn",
        "https://management.chinacloudapi.cn",
        "partner.outlook.cn",
        ".sharepoint.cn",
    ),
}
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
_VARIABLE = re.compile(r"\{(\w+)\}")
_LEAVING = frozenset(("", ".", ".."))  # what a segment of a path can't be


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one cloud; with `endpoint_url`, those of a sandbox that serves `https://HOST/x` at `{endpoint_url}/HOST/x`."""

    cloud: Cloud
    endpoint_url: str = ""

    def login(self, tenant: str) -> str:
        """The authority of a tenant."""
        return f"{self._root(self.cloud.login)}{tenant}"

    def base(self, service: str, host: str = "") -> str:
        """What every address of a service begins with; SharePoint has a host for each tenant. Raises CallFailed for a host that is not SharePoint's."""
        match service:
            case "graph":
                return f"{self._root(self.cloud.graph)}v1.0/"
            case "arm":
                return self._root(self.cloud.arm)
            case "exchange":
                return f"{self._root(self.cloud.exchange)}adminapi/beta/"
            case _:
                return self._root(self._sharepoint(host))

    def resource(self, service: str, host: str = "") -> str:
        """Whom a token is asked for. Raises CallFailed as `base` does."""
        match service:
            case "graph":
                return f"https://{self.cloud.graph}"
            case "arm":
                return self.cloud.arm_audience
            case "exchange":
                return f"https://{self.cloud.exchange}"
            case _:
                return f"https://{self._sharepoint(host)}"

    def url(self, service: str, name: str, path: Mapping[str, str], query: Mapping[str, str], host: str = "") -> str:
        """The address of a call. Raises CallFailed for a value that would lead out of its place in the path."""
        filled = expanded(name, path)
        return self.base(service, host) + filled + (f"?{urlencode(query, quote_via=quote, safe='$')}" if query else "")

    def within(self, service: str, url: str, host: str = "") -> str:
        """A link that the service gave, to be followed. Raises CallFailed when it leads elsewhere."""
        base = self.base(service, host)
        wanted = urlsplit(base)
        try:
            found = urlsplit(url)
            same = (found.scheme, found.hostname, found.port or 443) == (wanted.scheme, wanted.hostname, wanted.port or 443)
        except ValueError:
            same = False
        if not same or found.username is not None or not url.isprintable() or not _stays(found.path, wanted.path):
            raise CallFailed(broken("a link leads to another place than the service that gave it, and was not followed", ELSEWHERE))
        return urlunsplit((wanted.scheme, wanted.netloc, found.path, found.query, ""))

    def _root(self, host: str) -> str:
        return f"{self.endpoint_url.rstrip('/')}/{host}/" if self.endpoint_url else f"https://{host}/"

    def _sharepoint(self, host: str) -> str:
        """A sandbox may have hosts of any name: nothing that is asked there leaves it."""
        host = host.lower()
        if not _HOST.fullmatch(host) or not (self.endpoint_url or host.endswith(self.cloud.sharepoint)):
            raise CallFailed(broken(f"{host!r} is no host of SharePoint's, and was not asked"))
        return host


def expanded(name: str, path: Mapping[str, str]) -> str:
    """A template such as `users/{id}` with its values, each percent-encoded. `{scope}` is a whole ARM id, empty for the root.

    Raises CallFailed for a value that would lead out of its place.
    """
    return _VARIABLE.sub(lambda found: _whole(path[found[1]]) if found[1] == "scope" else _segment(path[found[1]]), name).lstrip("/")


def _whole(scope: str) -> str:
    return "/".join(_segment(one) for one in scope.strip("/").split("/")) if scope.strip("/") else ""


def _segment(value: str) -> str:
    if value in _LEAVING:
        raise CallFailed(broken(f"the call could not be made: {value!r} is no id"))
    return value if value.isalnum() and value.isascii() else quote(value, safe="")


def _stays(path: str, base: str) -> bool:
    """Whether a path goes down from its base, and never up again; some servers take a backslash for a slash."""
    return path.startswith(base) and not {".", ".."} & set(unquote(path).replace("\\", "/").split("/"))
