"""`toegang notify` on real nights, through real servers: who is told what, once, in their language, whatever goes wrong on the way."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from audit.errors import Exit
from reports.json_report import renderer
from reports.notices.ledger import FOLDER, Ledger
from tests.unit.audit.cli.conftest import PAPER, POLICY, Office
from tests.unit.reports.notices.receivers import HERE, Answer, Mails, Receiver, mail_server, receiver

Told = Callable[[], tuple[str, str]]
ROOT = Path(__file__).parents[4]
MAIN = "from audit.cli.main import main; main()"
SECRET = "whsec_b29vb29vb29vb29vb29vb29vb29vb29v"

LINES = """
    - {{to: owners, by: mail}}
    - {{to: security, by: slack, url_from: SLACK_URL, about: all}}
    - {{to: person:p01, by: webhook, url: "HOOK/tickets", secret_from: HOOK_SECRET}}
"""


@pytest.fixture(scope="module")
def mails() -> Iterator[Mails]:
    with mail_server(None) as made:
        yield made


@pytest.fixture(scope="module")
def posts() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


@pytest.fixture
def shop(office: Office, mails: Mails, posts: Receiver, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The paper office that tells its owner, p01, by mail and webhook, and its security in a room of Slack."""
    mails.taken.clear()
    mails.says.clear()
    posts.requests.clear()
    posts.answers.clear()
    write(office, mails, posts)
    monkeypatch.setenv("SLACK_URL", f"{posts.url}/services/s3cr3t")
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    return office


def write(office: Office, mails: Mails, posts: Receiver, *, lines: str = LINES, more: str = "", person: str = "") -> None:
    mail = f"mail: {{{{host: {HERE}, port: {mails.port}, security: none, from: toegang@shop.example}}}}"
    text = (
        f"{POLICY}notify:\n  {mail}\n  send:{lines}{more}".replace("HOOK", posts.url, 1)
        if "HOOK/" in lines
        else f"{POLICY}notify:\n  {mail}\n  send:{lines}{more}"
    )
    office.write(text.replace("roles: [owner]", f"roles: [owner]{person}"))


def subjects(mails: Mails) -> list[str]:
    return [message_from_bytes(content, policy=policy.default)["subject"] for _, _, content in mails.taken]


def text(mails: Mails, index: int = -1) -> str:
    body = message_from_bytes(mails.taken[index][2], policy=policy.default).get_body(("plain",))  # type: ignore[attr-defined]
    return str(body.get_content()).replace("\r\n", "\n")


def states(told: Told) -> dict[str, str]:
    return {f"{each['to']} {each['by']}": each["state"] for each in deliveries(told)["deliveries"]}


def deliveries(told: Told) -> Any:
    return json.loads(told()[0])["deliveries"]


def test_the_first_night_in_counts_and_the_next_by_cause(shop: Office, mails: Mails, posts: Receiver, told: Told):
    shop.night(1, "fine")
    assert shop.toegang("notify", "--format", "json") == Exit.COMPLIES
    assert states(told) == {"p01 mail": "nothing", "security slack": "sent", "p01 webhook": "nothing"}  # access was never reviewed
    shop.night(2, "violation")
    assert shop.toegang("notify", "--format", "json") == Exit.COMPLIES
    assert states(told) == {"p01 mail": "sent", "security slack": "sent", "p01 webhook": "sent"}
    ((sender, to, _),) = mails.taken
    assert (sender, to) == ("toegang@shop.example", ("p01@shop.example",))
    assert subjects(mails) == ["Access to personal data at The Shop: 1 new"]
    assert "New since 1 November 2026\n\n1 finding (high: 1).\nWhat changed: " in text(mails)
    (tickets,) = posts.took("/tickets")
    assert tickets.json()["data"]["digest"]["new"][0]["findings"][0]["asset"] == "invoices"
    assert tickets.headers["webhook-id"].startswith("toegang-")
    assert len(posts.took("/services/s3cr3t")) == 2


def test_a_night_is_told_once(shop: Office, mails: Mails, posts: Receiver, told: Told):
    shop.night(1, "violation")
    shop.toegang("notify")
    assert subjects(mails) == ["Access to personal data at The Shop: 1 open"]
    told()
    assert shop.toegang("notify", "--format", "json") == Exit.COMPLIES
    assert set(states(told).values()) == {"before"}
    shop.night(2, "violation")
    shop.toegang("notify", "--format", "json")
    assert set(states(told).values()) == {"nothing"}
    assert (len(mails.taken), len(posts.requests)) == (1, 2)


def test_what_a_night_without_notices_brought_is_not_lost(shop: Office, mails: Mails):
    shop.night(1, "fine")
    shop.toegang("notify")
    shop.night(2, "violation")
    shop.night(3, "violation")
    shop.toegang("notify")
    assert "New since 1 November 2026" in text(mails)


def test_what_stays_is_told_again_when_it_is_overdue_and_then_once_a_week(shop: Office, mails: Mails):
    sent = []
    for day in (1, 8, 9, 16):
        shop.night(day, "violation")
        before = len(mails.taken)
        shop.toegang("notify", "--quiet", "--to", "p01")
        sent += [day] * (len(mails.taken) - before)
    assert sent == [1, 9, 16]  # high: open for longer than seven days on the ninth
    assert "Open too long\n\n- high: p01 can find" in text(mails)
    assert "Open since 1 November 2026." in text(mails)


def test_a_gap_is_told_and_what_it_hides_is_not_gone(shop: Office, mails: Mails):
    shop.night(1, "violation")
    shop.toegang("notify")
    shop.night(2, "gap")
    shop.toegang("notify")
    assert subjects(mails)[-1] == "Access to personal data at The Shop: 1 not read"
    assert "! Of these data nobody can say who else reaches them." in text(mails)
    assert "no longer open" not in text(mails)


def test_one_that_fails_keeps_nobody_from_the_others_and_is_tried_the_next_time(shop: Office, mails: Mails, posts: Receiver, told: Told):
    shop.night(1, "violation")
    posts.answers["/services/s3cr3t"] = [Answer(403, body="invalid_token")]
    assert shop.toegang("notify", "--format", "json") == Exit.FAILED
    out, err = told()
    made = {f"{each['to']} {each['by']}": (each["state"], each["why"]) for each in json.loads(out)["deliveries"]["deliveries"]}
    assert made["security slack"] == ("failed", f"{HERE} answered 403 (invalid_token)")
    assert (made["p01 mail"][0], made["p01 webhook"][0]) == ("sent", "sent")
    assert "s3cr3t" not in out + err
    assert shop.toegang("notify", "--format", "json") == Exit.COMPLIES
    assert states(told) == {"p01 mail": "before", "security slack": "sent", "p01 webhook": "before"}
    assert (len(mails.taken), len(posts.took("/services/s3cr3t"))) == (1, 2)


def test_a_secret_that_is_not_there_is_named(shop: Office, monkeypatch: pytest.MonkeyPatch, told: Told):
    monkeypatch.delenv("SLACK_URL")
    monkeypatch.setenv("HOOK_SECRET", "s3cr3t")
    shop.night(1, "violation")
    assert shop.toegang("notify") == Exit.FAILED
    out = " ".join(told()[0].split())
    assert "SLACK_URL" in out
    assert "HOOK_SECRET" in out
    assert "s3cr3t" not in out


def test_killed_between_two_deliveries_it_goes_on_where_it_was(shop: Office, mails: Mails, posts: Receiver, told: Told):
    shop.night(1, "violation")
    words = [sys.executable, "-c", MAIN, "notify", "--policy", str(shop.policy), "--store", str(shop.store)]
    paths = os.pathsep.join((str(PAPER), str(ROOT), *filter(None, (os.environ.get("PYTHONPATH", ""),))))
    child = subprocess.Popen(words, cwd=shop.folder, env={**os.environ, "PYTHONPATH": paths})
    posts.answers["/tickets"] = [Answer(first=lambda: os.kill(child.pid, signal.SIGKILL))]
    assert child.wait(60) == -signal.SIGKILL
    assert (len(mails.taken), len(posts.took("/services/s3cr3t")), len(posts.took("/tickets"))) == (1, 1, 1)
    assert shop.toegang("notify", "--format", "json") == Exit.COMPLIES
    assert states(told) == {"p01 mail": "before", "security slack": "before", "p01 webhook": "sent"}
    first, second = posts.took("/tickets")
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)


def test_a_dry_run_sends_nothing_and_keeps_nothing(shop: Office, mails: Mails, posts: Receiver, told: Told):
    shop.night(1, "violation")
    assert shop.toegang("notify", "--dry-run") == Exit.COMPLIES
    out = told()[0]
    assert "would be sent" in out
    assert "The first time: all that is open" in out
    assert "s3cr3t" not in out
    assert (mails.taken, posts.requests) == ([], [])
    assert not (shop.store / FOLDER).exists()
    shop.toegang("notify", "--dry-run", "--format", "json", "--to", "p01")
    made = json.loads(told()[0])
    Draft202012Validator(json.loads(renderer.schemas()["deliveries"])).validate(made)
    assert [each["reader"] for each in made["deliveries"]["digests"]] == ["p01"]  # by two ways, shown once


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("nl", "Toegang tot persoonsgegevens bij The Shop: 1 open"),
        ("fr", "Accès aux données à caractère personnel chez The Shop : 1 ouvert"),
    ],
)
def test_everybody_in_their_own_language(language: str, subject: str, shop: Office, mails: Mails, posts: Receiver):
    write(shop, mails, posts, person=f", language: {language}")
    shop.night(1, "violation")
    shop.toegang("notify")
    assert subjects(mails) == [subject]
    (room,) = posts.took("/services/s3cr3t")
    assert room.json()["text"].startswith("Access to personal data")  # the organisation's


def test_an_owner_who_left_is_not_told_and_security_is(shop: Office, mails: Mails, posts: Receiver, told: Told):
    rest = "\n    - {{to: owners, by: mail}}\n    - {{to: security, by: mail, address: security@shop.example}}\n"
    write(shop, mails, posts, lines=rest, person=", ends: 2026-10-31")
    shop.night(2, "violation")
    shop.toegang("notify", "--format", "json")
    assert deliveries(told)["unreached"] == [{"who": "p01", "why": "left"}]
    ((_, to, _),) = mails.taken
    assert to == ("security@shop.example",)
    assert "! You are told of this too, since others can't be: p01 has left." in text(mails)
    assert "invoices of customers" in text(mails)
    assert "p01 left on 31 October 2026: 1 thing is left that should be gone (toegang leaver p01)" in text(mails)


def test_people_by_their_number(shop: Office, mails: Mails, posts: Receiver):
    write(shop, mails, posts, more="tool_as_processing: {{names_in_reports: pseudonym}}\n")
    shop.night(1, "fine")
    shop.toegang("notify")
    shop.night(2, "violation")
    shop.toegang("notify")
    everything = text(mails) + posts.took("/tickets")[-1].body.decode() + posts.took("/services/s3cr3t")[-1].body.decode()
    assert "p01@" not in everything
    assert "p01" in everything


def test_a_rule_that_ends_is_told_to_the_owner_of_its_data(shop: Office, mails: Mails, posts: Receiver):
    shop.write(
        (shop.policy / "policy.yaml")
        .read_text()
        .replace("{", "{{")
        .replace("}", "}}")
        .replace("which: invoices}}", "which: invoices, until: 2026-12-05}}", 1)
    )
    sent = []
    for day in (4, 5):
        shop.night(day, "fine")
        before = len(mails.taken)
        shop.toegang("notify", "--to", "p01")
        sent += [day] * (len(mails.taken) - before)
    assert sent == [5]
    assert "- 5 December 2026: the rule A1 ends: renew it or let it go (role:finance, invoices)" in text(mails)


def test_another_at_work_is_waited_for(shop: Office, told: Told):
    shop.night(1, "violation")
    with Ledger.of(str(shop.store), writing=True):
        assert shop.toegang("notify") == Exit.FAILED
    assert "wait until it is done" in told()[1]


def test_what_can_not_be_is_2(shop: Office, told: Told):
    shop.night(1, "violation")
    for words, says in (
        (("--to", "p99"), "it tells: p01, security"),
        (("--run", "2026-01-01T02-00-00Z"), "has no run"),
        (("--since", "x"), "has no run"),
    ):
        assert shop.toegang("notify", *words) == Exit.USAGE
        assert says in told()[1]


def test_a_policy_that_tells_nobody_is_2(office: Office, told: Told):
    office.night(1, "fine")
    assert office.toegang("notify") == Exit.USAGE
    assert "docs/notices.md" in told()[1]
