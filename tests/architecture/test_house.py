"""The house keeps its floors: import contracts, small files and functions, and documents that name only what is there."""

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("audit", "policies", "providers", "reports")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 350, 50


def test_import_contracts_hold():
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter, "import-linter is not installed"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@cache  # parsed once for all questions
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text())))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path):
    assert path.read_text().count("\n") <= LONGEST_FILE
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sdks_stay_inside_their_provider(path: Path):
    google = {"googleapiclient": "google_api", "google": "google_api", "google_auth_httplib2": "google_api", "cel_expr_python": "gcp"}
    sdks = {"boto3": "aws", "botocore": "aws", "msal": "microsoft_api", "urllib3": "microsoft_api", "moto": "sandbox", **google}
    imported = {name.split(".")[0] for name in _imports(path)}
    room = path.relative_to(ROOT).parts
    if room[:2] == ("reports", "notices"):
        imported -= {"urllib3"}  # what posts to Slack, Teams and webhooks
    for sdk in imported & set(sdks):
        assert room[0] == "providers", f"{sdk} outside providers"
        assert room[1] in (sdks[sdk], "sandbox", "transport.py"), f"{sdk} outside {sdks[sdk]}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_broad_excepts_stand_only_at_the_top_of_a_command(path: Path):
    broad = [
        node.lineno
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    assert not broad or path == ROOT / "audit/cli/main.py"


DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_only_what_is_there(path: Path):
    named = re.findall(r"`((?:audit|policies|providers|reports|docs|tests|locks|\.github|\.ci)/[\w./-]*)`", path.read_text())
    assert [name for name in named if not (ROOT / name.rstrip("/")).exists()] == []


def _imports(path: Path) -> list[str]:
    names: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names
