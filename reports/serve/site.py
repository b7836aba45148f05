"""The pages by their addresses. A run is worked out when somebody asks for it, and nothing is written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import RLock
from urllib.parse import urlencode

import click
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from audit import plugins
from audit.errors import ToegangError, UsageError
from audit.model.paper import Report
from audit.overview.whole import whole_report
from audit.pipeline import Held, Plan, drift, hold, plan_then
from audit.questions import drift_report, known_asset, who, why
from audit.runs.store import Store
from policies.wording import Wording
from reports.serve.framing import framed
from reports.serve.guard import Guard, Key, Refusal
from reports.serve.history import history
from reports.serve.pages import Bar, Link, Pages, style
from reports.serve.search import SHORTEST, search
from reports.serve.shelf import Shelf

MOST_NIGHTS = 120  # on one page
_RUNS, _PAGES = 3, 12  # kept in memory


@dataclass(frozen=True, slots=True)
class _Asked:
    """A run, by the policy of its night, or by the policy as it is now."""

    run: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    """A report made: a page of its own, or text."""

    made: str
    is_page: bool


class Site:
    """The pages of one store under one policy. `working` stands around the work on a run, to show it; `most` nights stand on a page."""

    def __init__(
        self,
        plan: Plan,
        store: Store,
        say: Wording,
        base: str,
        working: Callable[[str], AbstractContextManager[object]],
        *,
        most: int = MOST_NIGHTS,
    ) -> None:
        organisation = plan.policy.organisation
        self.pages = Pages(say, base, organisation.name if organisation else "")
        self._plan = plan
        self._store = store
        self.say = say
        self._working = working
        self._most = most
        work = RLock()
        self._held = Shelf(self._hold, _RUNS, work)
        self._reports = Shelf(self._report, _PAGES, work)
        self._drifts = Shelf(self._drift, _PAGES, work)

    def routes(self) -> list[Route]:
        """Every address, below the place of the pages."""
        return [
            Route("/", self.nights),
            Route("/runs/{run}", self.run),
            Route("/compare", self.compare),
            Route("/search", self.search),
            Route("/who/{asset}", self.who),
            Route("/why", self.why),
            Route("/style.css", lambda _: Response(style("style.css"), media_type="text/css")),
            Route("/bar.css", lambda _: Response(style("bar.css"), media_type="text/css")),
        ]

    def nights(self, request: Request) -> Response:
        """All nights."""
        until = request.query_params.get("until", "")
        runs = [run for run in self._store.runs() if not until or run <= until]
        first = max(len(runs) - self._most, 0)
        told = history(self._store, runs[max(first - 1, 0) :])  # with the one before, to tell what is new
        older = runs[first - 1] if first else ""
        return HTMLResponse(self.pages.history(told[: len(runs) - first], older, self._left_out()))

    def run(self, request: Request) -> Response:
        """The report of one run."""
        run = self._store.open(request.path_params["run"])
        digest = run.manifest.policy_digest
        asked = _Asked(run.id, request.query_params.get("policy") == "now" and digest != self._plan.policy.digest)
        bar = self._bar_of(asked, digest)
        return self._framed(self._reports(asked), self.pages.night(run.id), bar)

    def compare(self, request: Request) -> Response:
        """What changed between two nights; which two, where they are not said."""
        runs = self._store.runs()
        latest, previous = runs[-1], runs[-2] if len(runs) > 1 else runs[-1]
        before, after = sorted((request.query_params.get("before", previous), request.query_params.get("after", latest)))
        if "before" not in request.query_params or before == after:
            remarks = (self.say("Choose two different nights."),) if "before" in request.query_params else ()
            return HTMLResponse(self.pages.compare(runs, before, after, remarks))
        before, after = self._store.open(before).id, self._store.open(after).id
        links = (Link(f"/runs/{before}", self.pages.night(before)), Link(f"/runs/{after}", self.pages.night(after)))
        return self._framed(self._drifts((before, after)), self.say("What changed"), Bar("compare", after, links))

    def search(self, request: Request) -> Response:
        """What a word finds in a run, the newest if none is said."""
        word = request.query_params.get("q", "").strip()
        run = self._store.open(request.query_params.get("run", "latest")).id
        found = search(self._held(_Asked(run)), word, self.say) if len(word) >= SHORTEST else None
        inventory = [asset.id for asset in self._plan.policy.assets]
        return HTMLResponse(self.pages.search(word, found, self._store.runs(), run, inventory))

    def who(self, request: Request) -> Response:
        """Who reaches an asset."""
        held, asset = self._held(self._asked(request)), request.path_params["asset"]
        return self._framed(self._shown(who(held, asset)), asset, self._bar_to(held))

    def why(self, request: Request) -> Response:
        """By which ways somebody reaches an asset. A word that means nobody, or several, is looked for instead."""
        held = self._held(self._asked(request))
        name, asset = (request.query_params.get(each, "").strip() for each in ("who", "asset"))
        known_asset(held.plan.policy, asset)
        try:
            told = why(held, name, asset)
        except UsageError:
            return RedirectResponse(f"{self.pages.base}/search?{urlencode({'q': name, 'run': held.run.id})}", 303)
        return self._framed(self._shown(told), f"{name} · {asset}", self._bar_to(held))

    def failed(self, _request: Request, error: Exception) -> Response:
        """A page for what went wrong, in place of a traceback."""
        match error:
            case HTTPException():
                status, text, remedy = error.status_code, error.detail, ""
            case ToegangError():
                status, text, remedy = 404 if isinstance(error, UsageError) else 500, error.message, error.remedy
            case _:
                status, text, remedy = 500, f"failed unexpectedly: {type(error).__name__}: {str(error)[:300]}", "report it as a defect"
        title = self.say("There is no such page") if status == 404 else self.say("This can't be shown")
        return HTMLResponse(self.pages.message(title, text, remedy), status)

    def _asked(self, request: Request) -> _Asked:
        return _Asked(self._store.open(request.query_params.get("run", "latest")).id)

    def _hold(self, asked: _Asked) -> Held:
        run = self._store.open(asked.run)
        with self._working(asked.run):
            return hold(self._plan if asked.now else plan_then(self._plan, run), run)

    def _report(self, asked: _Asked) -> _Shown:
        return self._shown(whole_report(self._held(asked), self._store))

    def _drift(self, nights: tuple[str, str]) -> _Shown:
        before, after = (self._held(_Asked(run)) for run in nights)
        return self._shown(drift_report(before, after, drift(before, after)))

    def _shown(self, report: Report) -> _Shown:
        """The report as its own page where the format has one, else as a terminal shows it."""
        try:
            made, is_page = plugins.renderer("html").render(report), True
        except UsageError:
            made, is_page = plugins.renderer("table").render(report), False
        assert isinstance(made, str)
        return _Shown(made if is_page else click.unstyle(made), is_page)

    def _framed(self, shown: _Shown, title: str, bar: Bar) -> Response:
        if not shown.is_page:
            return HTMLResponse(self.pages.text(title, shown.made, bar))
        page, policy = framed(shown.made, self.pages.bar(bar))
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    def _bar_of(self, asked: _Asked, digest: str) -> Bar:
        """The nights beside this one, what changed since, and by which policy it is judged where it is not the one that is there now."""
        runs = self._store.runs()
        before = max((run for run in runs if run < asked.run), default="")
        after = min((run for run in runs if run > asked.run), default="")
        links = [
            Link(f"/runs/{before}", self.say("previous night")) if before else None,
            Link(f"/runs/{after}", self.say("next night")) if after else None,
            Link(f"/compare?before={before}&after={asked.run}", self.say("What changed")) if before else None,
        ]
        notes: tuple[str, ...] = ()
        if digest != self._plan.policy.digest:
            if asked.now:
                links.append(Link(f"/runs/{asked.run}", self.say("Judge by the policy of that night")))
            elif self._held(asked).plan.policy.digest == digest:
                links.append(Link(f"/runs/{asked.run}?policy=now", self.say("Judge by the policy as it is now")))
            else:
                notes = (self.say("Judged by the policy as it is now: that of the night was not kept with it."),)
        return Bar("", asked.run, tuple(link for link in links if link), notes)

    def _bar_to(self, held: Held) -> Bar:
        return Bar("", held.run.id, (Link(f"/runs/{held.run.id}", self.pages.night(held.run.id)),))

    def _left_out(self) -> tuple[str, ...]:
        if not self._plan.left_out:
            return ()
        return (self.say("Left out as asked, so that nothing is said about it: {systems}", systems=", ".join(sorted(self._plan.left_out))),)


def app_of(site: Site, key: Key) -> Guard:
    """The whole of it, behind its guard."""
    handlers = dict.fromkeys((HTTPException, ToegangError, Exception), site.failed)
    app = Starlette(routes=[Mount(key.base, routes=site.routes())], exception_handlers=handlers)
    return Guard(app, key, lambda: HTMLResponse(site.pages.welcome()), lambda refusal: _refused(site.pages, refusal))


def _refused(pages: Pages, refusal: Refusal) -> Response:
    allow = {"Allow": "GET, HEAD"} if refusal is Refusal.METHOD else {}
    return HTMLResponse(pages.refused(refusal), refusal.status, headers=allow)
