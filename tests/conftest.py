"""For every test: nothing leaves this machine, and no test is about time.

A connection to any address but loopback fails whoever tries it. Hypothesis looks at no clock: machines are slow when they are busy.
"""

import ipaddress
import socket
import sys

from hypothesis import HealthCheck, settings

settings.register_profile("toegang", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("toegang")

_LOCAL = ("", "localhost", socket.gethostname())


class LeavingTheMachineError(Exception):
    """A test tried to reach another machine."""


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _check(str(arguments[1][0]))
    elif event == "socket.getaddrinfo" and arguments[0] is not None:
        host = arguments[0]
        _check(host.decode() if isinstance(host, bytes) else str(host))


def _check(host: str) -> None:
    if host in _LOCAL:
        return
    try:
        here = ipaddress.ip_address(host.partition("%")[0]).is_loopback or host in {"0.0.0.0", "::"}
    except ValueError:
        here = False
    if not here:
        raise LeavingTheMachineError(f"{host} is not this machine")


sys.addaudithook(_stay_here)
