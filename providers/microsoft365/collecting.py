"""One collection of Microsoft 365: settings → sessions → Entra ID → mail → files → facts."""

from concurrent.futures import ThreadPoolExecutor

from audit.ports import Scope, Sink
from providers.microsoft365 import settings as own_settings
from providers.microsoft365.collect import entra
from providers.microsoft365.collect.granted import granted
from providers.microsoft365.collect.run import Run
from providers.microsoft365.collect.sources import Sources
from providers.microsoft365.files.crawling import crawl
from providers.microsoft365.mailing import collect_mail
from providers.microsoft365.operations import OPERATIONS
from providers.microsoft_api.session import Sessions


def collect(scope: Scope, sink: Sink) -> None:
    """Reads Microsoft 365 and gives its facts to the sink, in the same order every time.

    Raises:
        ProviderError: the settings are wrong, or there are no credentials.
    """
    settings = own_settings.decode(scope.settings)
    sources = Sources(Sessions(settings, OPERATIONS), settings)
    with ThreadPoolExecutor(settings.workers) as pool:
        run = Run(sources, scope, sink, pool)
        run.roles = granted(run)
        directory, memberships = entra.read(run)
        sink.add(*run.tally.coverage())
        collect_mail(run, directory, memberships)
    crawl(sources.sessions, settings, directory, scope, sink, memberships=memberships)
