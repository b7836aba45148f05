"""`toegang serve` as somebody starts and ends it."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audit.cli.main import run
from audit.runs.store import Store
from policies.load import load
from tests.unit.reports.serve.serving import ask

ROOT = Path(__file__).parents[4]
POLICY = """
version: 1
house_rules: {profile: starter}
organisation: {id: shop, name: The Shop, domains: [shop.example], report_languages: [fr, nl]}
people: {p01: {email: p01@shop.example}}
"""


@pytest.fixture
def places(tmp_path: Path) -> list[str]:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "policy.yaml").write_text(POLICY)
    return ["--policy", str(tmp_path / "policy"), "--store", str(tmp_path / "runs")]


def take(tmp_path: Path) -> None:
    with Store(str(tmp_path / "runs")).create(datetime(2026, 11, 1, 2, tzinfo=UTC), "1.0") as writer:
        writer.commit(load(tmp_path / "policy").digest, ())


def test_it_prints_the_address_serves_and_ends_well(tmp_path: Path, places: list[str]):
    take(tmp_path)
    start = [sys.executable, "-c", "from audit.cli.main import main; main()", "serve", *places]
    environment = {name: text for name, text in os.environ.items() if name != "TOEGANG_DEBUG"}
    with subprocess.Popen(start, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as served:
        assert served.stdout is not None
        address = urlsplit(served.stdout.readline().strip())
        assert (address.scheme, address.hostname, address.path) == ("http", "127.0.0.1", "/")
        origin = f"http://{address.netloc}"
        first = ask(origin, f"/?{address.query}")
        cookie, place = (part.partition("=") for part in first.headers["set-cookie"].split("; ") if part.startswith(("toegang=", "Path=")))
        told = ask(origin, place[2], cookie="=".join(cookie[::2]))
        assert told.status == 200
        assert "1er novembre 2026, 02:00 UTC" in told.body
        served.send_signal(signal.SIGINT)
        out, err = served.communicate(timeout=20)
    assert (served.returncode, out, err) == (0, "", "")


def test_a_store_without_runs_has_nothing_to_show(places: list[str], capsys: pytest.CaptureFixture[str]):
    assert run(["serve", *places]) == 2
    assert "has no run" in capsys.readouterr().err


def test_a_policy_that_is_wrong_is_told_as_by_every_command(tmp_path: Path, places: list[str], capsys: pytest.CaptureFixture[str]):
    (tmp_path / "policy" / "policy.yaml").write_text("version: 2\n")
    assert run(["serve", *places]) == 2
    assert "the policy has" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_is_a_number_of_a_port(places: list[str], port: str, capsys: pytest.CaptureFixture[str]):
    assert run(["serve", *places, "--port", port]) == 2
    assert "--port" in capsys.readouterr().err
