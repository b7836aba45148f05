"""Which page answers, and by which policy a night is judged."""

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from audit.errors import RunError, UsageError
from audit.pipeline import Plan
from audit.policy_then import written_down
from audit.runs.store import Store
from policies.language import Policy
from policies.load import load, load_text
from policies.wording import wording
from reports.serve.site import Site

POLICY = "version: 1\nhouse_rules: {{profile: starter}}\norganisation: {{id: shop, name: {name}, domains: [shop.example]}}\n"
NOW = "policy=now"


def policy(folder: Path, name: str) -> Policy:
    folder.mkdir(exist_ok=True)
    (folder / "policy.yaml").write_text(POLICY.format(name=name))
    return load(folder)


def take(store: Store, day: int, held: Policy, *, kept: bool = True) -> str:
    with store.create(datetime(2026, 11, 1 + day % 28, day // 28, tzinfo=UTC), "1.0") as writer:
        if kept:
            writer.add(*written_down(held))
        return writer.commit(held.digest, ()).id


def request(query: str = "", **path: str) -> Request:
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": [], "path_params": path})


def site(store: Store, held: Policy) -> Site:
    return Site(Plan(held, (), language="en"), store, wording("en"), "/place", lambda _: nullcontext())


def body(answer: object) -> str:
    return bytes(getattr(answer, "body")).decode()  # noqa: B009 - a Response's body is bytes


def test_a_night_is_judged_by_its_own_policy_and_by_that_of_now_for_the_asking(tmp_path: Path):
    store, then = Store(str(tmp_path / "runs")), policy(tmp_path / "policy", "Then")
    run = take(store, 1, then)
    served = site(store, policy(tmp_path / "policy", "Now"))
    by_then, by_now = body(served.run(request(run=run))), body(served.run(request(NOW, run=run)))
    assert "Then" in by_then
    assert f"/place/runs/{run}?{NOW}" in by_then
    assert "Now" in by_now
    assert "Judge by the policy of that night" in by_now


def test_where_the_policy_of_a_night_was_not_kept_the_page_says_so(tmp_path: Path):
    store, then = Store(str(tmp_path / "runs")), load_text({"policy.yaml": POLICY.format(name="Then")})
    run = take(store, 1, then, kept=False)
    told = body(site(store, policy(tmp_path / "policy", "Now")).run(request(run=run)))
    assert "Judged by the policy as it is now: that of the night was not kept with it." in told


def test_under_one_policy_there_is_nothing_to_choose(tmp_path: Path):
    store, held = Store(str(tmp_path / "runs")), policy(tmp_path / "policy", "Now")
    run = take(store, 1, held)
    assert "Judge" not in body(site(store, held).run(request(run=run)))


def test_a_run_is_worked_out_once(tmp_path: Path):
    store, held = Store(str(tmp_path / "runs")), policy(tmp_path / "policy", "Now")
    run = take(store, 1, held)
    worked: list[str] = []
    served = Site(Plan(held, ()), store, wording("en"), "/place", lambda name: worked.append(name) or nullcontext())
    for _ in range(2):
        served.run(request(run=run))
        served.run(request(NOW, run=run))
        served.search(request("q=some"))
    assert worked == [run]


def test_a_long_history_goes_on_on_another_page(tmp_path: Path):
    store, held = Store(str(tmp_path / "runs")), policy(tmp_path / "policy", "Now")
    runs = sorted(take(store, day, held, kept=False) for day in range(5))
    served = Site(Plan(held, ()), store, wording("en"), "/place", lambda _: nullcontext(), most=3)
    first = body(served.nights(request()))
    assert first.count('<th scope="row">') == 3
    assert f"?until={runs[1]}" in first
    rest = body(served.nights(request(f"until={runs[1]}")))
    assert rest.count('<th scope="row">') == 2
    assert "?until=" not in rest


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (HTTPException(404), 404, "There is no such page"),
        (UsageError("no run x", "it has y"), 404, "it has y"),
        (RunError("run x is damaged"), 500, "This can&#39;t be shown"),
        (ZeroDivisionError("<b>"), 500, "failed unexpectedly: ZeroDivisionError: &lt;b&gt;"),
    ],
)
def test_what_goes_wrong_has_a_page(tmp_path: Path, error: Exception, status: int, told: str):
    held = policy(tmp_path / "policy", "Now")
    answer = site(Store(str(tmp_path / "runs")), held).failed(request(), error)
    assert answer.status_code == status
    assert told in body(answer) or told in body(answer).replace("&#39;", "'")
