"""The documentation's examples on the sample company end as it says, and the findings that it quotes are there."""

import json
import re
import shlex
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from audit.model.finding import FindingKind
from tests.docs.findings import EXAMPLES
from tests.scenarios.command import Answer, answer, toegang

INDEX = Path(__file__).parents[2] / "docs" / "README.md"
LINE = re.compile(r"^toegang (.+?)\s+# ends with ([0-9])", re.MULTILINE)


@pytest.fixture(scope="module")
def walked(demo: tuple[Path, Answer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample company in it, as the page says."""
    folder = tmp_path_factory.mktemp("walk")
    shutil.copytree(demo[0], folder / "demo")
    return folder


@pytest.mark.nightly
def test_each_line_ends_as_it_says(walked: Path) -> None:
    asked = LINE.findall(INDEX.read_text("utf-8").partition("```sh\n")[2].partition("```")[0])
    assert len(asked) == 12
    with chdir(walked):
        ended = {words: answer(shlex.split(words)).code for words, _ in asked}
    assert ended == {words: int(code) for words, code in asked}


def test_the_findings_that_are_quoted_are_found(demo: tuple[Path, Answer]) -> None:
    quoted: dict[str, str] = json.loads(EXAMPLES.read_text("utf-8"))
    told = toegang(demo[0], "check", "--format", "json", "--run", "2026-10-15T02-00-00Z")
    found = {each["sentence"]: each["kind"] for each in json.loads(told.out)["findings"]}
    assert {sentence: found.get(sentence) for sentence in quoted.values()} == {sentence: kind for kind, sentence in quoted.items()}
    assert set(found.values()) == set(quoted) <= set(FindingKind)
