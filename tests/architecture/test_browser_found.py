"""The script that finds a Chromium, or installs one, on machines made up of a few programs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "browser"
STARTS = "echo Chromium 1"
ASKS_FOR_ANOTHER = "echo install the snap >&2; exit 1"
APT = 'echo "$*" >> "$MACHINE/asked"; case "$*" in *install*) {} ;; esac'
INSTALLS = 'printf "#!/bin/sh\\necho Chromium 1\\n" > "$MACHINE/chromium"; chmod +x "$MACHINE/chromium"'

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="there browsers are no programs on the path")


def machine(folder: Path, **programs: str) -> Path:
    for tool in ("bash", "env", "id", "chmod", "sleep"):
        (folder / tool).symlink_to(next(path for path in (Path(f"/usr/bin/{tool}"), Path(f"/bin/{tool}")) if path.exists()))
    for name, body in programs.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name.replace("_", "-")).chmod(0o755)
    return folder


def browser(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    told = {"PATH": str(folder), "MACHINE": str(folder), **environment}
    return subprocess.run([folder / "bash", SCRIPT, *words], env=told, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", ["chromium", "google_chrome_stable", "microsoft_edge"])
def test_one_that_is_there_is_found(tmp_path: Path, name: str):
    told = browser(machine(tmp_path, **{name: STARTS}))
    assert (told.returncode, told.stdout) == (0, f"{tmp_path / name.replace('_', '-')}\n")


def test_one_that_only_says_to_install_another_is_none(tmp_path: Path):
    told = browser(machine(tmp_path, chromium_browser=ASKS_FOR_ANOTHER, google_chrome=STARTS))
    assert told.stdout == f"{tmp_path / 'google-chrome'}\n"


def test_the_one_that_is_named_comes_first_and_must_start(tmp_path: Path):
    machine(tmp_path, chromium=STARTS, mine=STARTS, broken=ASKS_FOR_ANOTHER)
    assert browser(tmp_path, TOEGANG_BROWSER=str(tmp_path / "mine")).stdout == f"{tmp_path / 'mine'}\n"
    told = browser(tmp_path, TOEGANG_BROWSER=str(tmp_path / "broken"))
    assert (told.returncode, told.stdout) == (1, "")
    assert "does not start" in told.stderr


def test_none_leaves_the_tests_of_pages_out(tmp_path: Path):
    told = browser(machine(tmp_path, chromium=STARTS), TOEGANG_BROWSER="none")
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.skipif(os.geteuid() != 0, reason="without a password for sudo nothing is installed")
def test_where_there_is_none_debian_s_is_installed(tmp_path: Path):
    machine(tmp_path, apt_get=APT.format(INSTALLS))
    told = browser(tmp_path)
    assert (told.returncode, told.stdout) == (0, f"{tmp_path / 'chromium'}\n"), told.stderr
    assert (tmp_path / "asked").read_text().splitlines() == ["update -qq", "install -y -qq --no-install-recommends chromium"]


def test_to_find_is_not_to_install(tmp_path: Path):
    told = browser(machine(tmp_path, apt_get=APT.format(INSTALLS)), "--find")
    assert (told.returncode, told.stdout) == (1, "")
    assert "TOEGANG_BROWSER=PATH" in told.stderr
    assert not (tmp_path / "asked").exists()


def test_where_nothing_installs_one_it_says_what_to_do(tmp_path: Path):
    told = browser(machine(tmp_path))
    assert (told.returncode, told.stdout) == (1, "")
    assert "install one, or name it" in told.stderr
