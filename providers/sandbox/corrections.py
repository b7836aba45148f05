"""Where moto answers otherwise than AWS: two calls that an audit makes, put right on their way."""

import io
import json
from collections.abc import Iterable
from typing import Any

from providers.sandbox.denials import Environ, StartResponse, WsgiApp

_KEY_POLICY = "TrentService.GetKeyPolicy"
_PROVISIONED = "SWBExternalService.ListAccountsForProvisionedPermissionSet"


class CorrectionLayer:
    """A WSGI app around moto's."""

    def __init__(self, app: WsgiApp) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request."""
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target == _PROVISIONED:  # moto names the management account, whatever was assigned
            return _answer({"AccountIds": _accounts_with(_asked(environ)["PermissionSetArn"])}, start_response)
        if target == _KEY_POLICY:  # the name is optional, says the KMS API Reference; moto wants it
            _ask(environ, {"PolicyName": "default"} | _asked(environ))
        return self._app(environ, start_response)


def _asked(environ: Environ) -> dict[str, Any]:
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    asked: dict[str, Any] = json.loads(body)
    return asked


def _ask(environ: Environ, asked: dict[str, Any]) -> None:
    body = json.dumps(asked).encode()
    environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def _answer(value: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    body = json.dumps(value).encode()
    start_response("200 OK", [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(body)))])
    return [body]


def _accounts_with(permission_set: str) -> list[str]:
    from moto.ssoadmin.models import ssoadmin_backends  # noqa: PLC0415 - an SDK is imported when it is used

    backends = [backend for regions in ssoadmin_backends.values() for backend in regions.values()]
    assignments = [each for backend in backends for each in backend.account_assignments]
    return sorted({each.target_id for each in assignments if each.permission_set_arn == permission_set})
