"""Every word of the page is used by its script, and every word that the script uses is there."""

import re
from pathlib import Path

import pytest

from policies.wording import LANGUAGES, wording
from reports.html.words import page_words

SCRIPT = "\n".join(path.read_text("utf-8") for path in sorted((Path(__file__).parents[4] / "reports/html/page").glob("*.js")))
MADE = {"legend": ("Fits", "Beyond", "Unused", "Unsure", "None"), "coverageWh": ("y", "ole"), "freshWord": ("",), "goneWord": ("",)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_script_fit(language: str) -> None:
    words = page_words(wording(language))["ui"]
    assert isinstance(words, dict)
    asked = {*re.findall(r'\bt\("(\w+)"', SCRIPT), *(each for pair in re.findall(r'many\("(\w+)", "(\w+)"', SCRIPT) for each in pair)}
    assert asked - words.keys() == set()
    made = {f"{start}{end}" for start, ends in MADE.items() for end in ends}
    quoted = set(re.findall(r'["`](\w+)["`]', SCRIPT))
    assert words.keys() - made - quoted == set()
