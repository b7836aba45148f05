"""One collection of Google Cloud: settings → sessions → sweep → facts, put into the sink as they come."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from audit.model.facts import Document, Fact, Gap, Principal
from audit.ports import Scope, Sink
from providers.gcp import settings as gcp_settings
from providers.gcp.collect.raw import Place, Raw
from providers.gcp.collect.storage import is_uniform
from providers.gcp.collect.sweep import Sweep, Swept
from providers.gcp.kinds import PROVIDER
from providers.gcp.normalise import normalise
from providers.gcp.normalise.context import Context
from providers.gcp.normalise.named import named
from providers.gcp.operations import OPERATIONS, ROLES
from providers.google_api.session import Sessions
from providers.values import MALFORMED


def collect(scope: Scope, sink: Sink) -> None:
    """Reads Google Cloud and gives its facts to the sink, in the same order every time.

    Raises:
        ProviderError: the settings are wrong, or there are no credentials.
    """
    settings = gcp_settings.decode(scope.settings)
    sessions = Sessions(settings, OPERATIONS)
    with ThreadPoolExecutor(settings.workers) as pool:
        sweep = Sweep(sessions, settings, scope, pool)
        tree = sweep.tree()
        ground = [tree, *sweep.ground()]
        context = Context.of(sweep.places, (raw for swept in ground for raw in swept.raws), scope.at.date())
        ledger = _Ledger(sink, context)
        for swept in ground:
            ledger.take(swept)
        _services(sweep, ledger)
        ledger.add(normalise(_rest(sweep), context))
        for swept in sweep.roles(ledger.roles):
            ledger.take(swept)
        ledger.close()


def _services(sweep: Sweep, ledger: "_Ledger") -> None:
    """What the services hold. Buckets without uniform access wait: how much of their objects was read comes first."""
    waiting: list[Raw] = []
    for swept in sweep.services():
        waiting += [raw for raw in swept.raws if _waits(raw)]
        ledger.take(Swept(tuple(raw for raw in swept.raws if not _waits(raw)), swept.gaps, swept.coverage))
    for bucket in waiting:
        for found in sweep.objects(bucket):
            ledger.add(normalise([found], ledger.context) if isinstance(found, Raw) else [found])


def _waits(raw: Raw) -> bool:
    return raw.kind == "bucket" and not is_uniform(raw.body)


def _rest(sweep: Sweep) -> Iterator[Raw]:
    """Policies that no collector asked for."""
    for uri, policy in sweep.policies.rest():
        project = uri.partition("/projects/")[2].partition("/")[0]
        yield Raw("other", Place(f"projects/{project}"), {"uri": uri}, {"policy": policy})


class _Ledger:
    """Passes facts on, and keeps which roles and principals the documents among them name."""

    def __init__(self, sink: Sink, context: Context) -> None:
        self.context = context
        self.roles: set[str] = set()
        self._sink = sink
        self._seen: set[str] = set()
        self._described: set[str] = set()
        self._named: dict[str, Principal] = {}

    def take(self, swept: Swept) -> None:
        """The facts of what was read, and what was not."""
        self.add(normalise(swept.raws, self.context))
        self.add((*swept.gaps, *swept.coverage))

    def add(self, facts: Iterable[Fact]) -> None:
        """Facts as they are."""
        for fact in facts:
            self._sink.add(fact)
            if isinstance(fact, Principal):
                self._described.add(fact.id)
            elif isinstance(fact, Document) and fact.id not in self._seen:
                self._seen.add(fact.id)
                self._note(fact)

    def close(self) -> None:
        """The principals that documents name and nothing described."""
        self._sink.add(*(self._named[name] for name in sorted(self._named.keys() - self._described)))

    def _note(self, document: Document) -> None:
        try:
            found = named(document)
        except MALFORMED as error:
            reason = f"a {document.kind} has not the documented form: {type(error).__name__} {error}"
            self._sink.add(Gap(PROVIDER, ROLES, "google://", f"read {document.kind}", reason))
            return
        self.roles |= found.roles
        self._named |= {principal.id: principal for principal in found.principals}
