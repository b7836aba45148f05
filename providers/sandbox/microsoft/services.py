"""Which service answers a request: by its host; what it refuses is put as the service puts it, and every call is logged."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from providers.sandbox.listener import Outcome
from providers.sandbox.microsoft import exchange, sharepoint, tokens
from providers.sandbox.microsoft.answers import Answer, Refused, not_found
from providers.sandbox.microsoft.arm import service as arm
from providers.sandbox.microsoft.calls import Logged, Trace
from providers.sandbox.microsoft.faults import Fault, Faults, Kind
from providers.sandbox.microsoft.graph import service as graph
from providers.sandbox.microsoft.tokens import Tokens
from providers.sandbox.microsoft.world import World
from providers.sandbox.requests import Request

_LINKS = ("@odata.nextLink", "nextLink", "odata.nextLink")
_FOREIGN = "https://elsewhere.sample.example"
Serve = Callable[[Request, Trace], Answer]


class Services:
    """All of Microsoft's services over one world. `url`: where they are, for links."""

    def __init__(self, world: World, authority: Tokens, faults: Faults) -> None:
        self.url = ""
        self.log: list[Logged] = []
        self._world = world
        self._authority = authority
        self._faults = faults
        self._graph = graph.Graph(world, authority, faults)
        self.arm = arm.Arm(world, authority, faults)
        self._sharepoint = sharepoint.SharePoint(world, authority, faults)
        self._exchange = exchange.Exchange(world, authority, faults)

    @property
    def problems(self) -> list[str]:
        """What the world has broken so far."""
        return self._graph.problems

    def respond(self, request: Request) -> Outcome:
        """The outcome of one request. Never raises."""
        name, serve = self._serving(request.host)
        trace = Trace(name, self.url, lambda inner: self.respond(inner).answer)
        try:
            answer = serve(request, trace)
        except Refused as refusal:
            answer = refusal.answer(name)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:  # a world that is not as its docstring says
            self.problems.append(f"{request.path}: {type(error).__name__}: {error}")
            answer = Refused(500, "sandboxProblem", self.problems[-1]).answer(name)
        self.log.append(trace.logged(request, answer.status))
        return Outcome(self._astray(answer, trace.fault, request), trace.fault)

    def _serving(self, host: str) -> tuple[str, Serve]:
        served: Mapping[str, tuple[str, Serve]] = {
            tokens.HOST: ("login", self._login),
            graph.HOST: ("graph", self._graph.answer),
            arm.HOST: ("arm", self.arm.answer),
            exchange.HOST: ("exchange", self._exchange.answer),
        }
        if host in {urlsplit(address).netloc for address in self._world.sharepoint}:
            return "sharepoint", self._sharepoint.answer
        return served.get(host, ("graph", _nowhere))

    def shorten_pages(self, most: int) -> None:
        """From now on no page holds more than so many entries; 0: as many as are asked for."""
        for service in (self._graph, self.arm, self._sharepoint, self._exchange):
            service.page_size = most

    def _login(self, request: Request, trace: Trace) -> Answer:
        tenant, _, rest = request.path.strip("/").partition("/")
        trace.operation = rest
        trace.meet(self._faults, "login", 1)
        if rest == "v2.0/.well-known/openid-configuration" and request.verb == "GET":
            return self._authority.discovery(trace.url, tenant)
        if rest == "oauth2/v2.0/token" and request.verb == "POST":
            return self._authority.issue(trace.url, tenant, request.body)
        raise Refused(404, "not_found", "The authority has no such page.", extra={"number": 900561})

    def _astray(self, answer: Answer, fault: Fault | None, request: Request) -> Answer:
        """The answer with what a fault makes of it."""
        if fault is None or answer.status != 200:
            return answer
        match fault.kind:
            case Kind.MALFORMED:
                return Answer(200, b'{"value": [{"id": ')
            case Kind.REPLACED:
                return Answer(200, fault.body, answer.headers)
            case Kind.REPEATED | Kind.FOREIGN:
                base = self.url if fault.kind is Kind.REPEATED else _FOREIGN
                return Answer(
                    200, _relinked(answer.body, f"{base}/{request.host}{request.path}?{urlencode(request.query)}"), answer.headers
                )
            case _:
                return answer


def _relinked(body: Mapping[str, Any], link: str) -> Mapping[str, Any]:
    """A page that leads to the link: in the word of its service, and as if it were not the last one."""
    word = next((each for each in _LINKS if each in body), _LINKS[0])
    return {key: value for key, value in body.items() if key != "@odata.deltaLink"} | {word: link}


def _nowhere(request: Request, _trace: Trace) -> Answer:
    raise not_found(f"The sandbox does not serve {request.host}.", "UnknownHost")
