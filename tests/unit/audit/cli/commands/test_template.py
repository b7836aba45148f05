"""`toegang template`."""

import json
from collections.abc import Callable

import pytest

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]
WITH_HOST = POLICY + "processors: {{host: {{name: Host, country: IE, assets: [invoices]}}}}\n"


def test_a_processing_agreement_is_a_draft_with_blanks(office: Office, told: Told) -> None:
    office.write(WITH_HOST)
    assert _template(office, "processing", "host", "--language", "en") == Exit.COMPLIES
    shown = told()[0]
    assert "DRAFT" in shown
    assert all(f"Art. 28(3)({letter})" in shown for letter in "abcdefgh")
    assert "[address of Host]" in shown


def test_an_agreement_with_staff_for_one_and_for_all(office: Office, told: Told) -> None:
    assert _template(office, "staff", "p02", "--as-of", "2026-11-23") == Exit.COMPLIES
    assert "The role finance may change invoices" in told()[0].replace("\n    ", " ")
    assert _template(office, "staff", "--format", "json") == Exit.COMPLIES
    document = json.loads(told()[0])
    assert (document["format"], document["staff-agreement"]["with_whom"]) == ("toegang/staff-agreement/1", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [(("processing", "hots"), "did you mean host?"), (("staff", "p2"), "did you mean p02?"), (("processing",), "PROCESSOR")],
)
def test_a_name_that_nobody_knows_is_2_with_the_nearest(words: tuple[str, ...], says: str, office: Office, told: Told) -> None:
    office.write(WITH_HOST)
    assert _template(office, *words) == Exit.USAGE
    assert says in told()[1]


def _template(office: Office, *words: str) -> int:
    return run(["template", *words, "--policy", str(office.policy)])
