"""Conditions in the reader's language."""

from pathlib import Path

import pytest

from audit.conditions import PLAIN, condition_words
from audit.resolve.closure import ACTIVATE
from policies.wording import LANGUAGES, wording

ROOT = Path(__file__).parents[3]
ADDRESS = 'aws:SourceIp in 203.0.113.0/24 and aws:PrincipalTag/Team equals "Research and Development; or Sales"'
SITE = "the site lets whoever edits share"


@pytest.mark.parametrize(
    ("condition", "nl", "fr"),
    [
        ("", "", ""),
        (ADDRESS, ADDRESS, ADDRESS),
        (ACTIVATE, "de rol geactiveerd wordt", "le rôle est activé"),
        (
            f"{ACTIVATE}; or {ACTIVATE} and {SITE}",
            "de rol geactiveerd wordt; of de rol geactiveerd wordt en de site al wie bewerkt, laat delen",
            "le rôle est activé ; ou le rôle est activé et le site laisse partager quiconque modifie",
        ),
        (f"{ACTIVATE} and {ADDRESS}", f"de rol geactiveerd wordt en {ADDRESS}", f"le rôle est activé et {ADDRESS}"),
        (
            "what could not be read (s3:GetBucketPolicy on s3://x) does not forbid it",
            "wat niet gelezen kon worden (s3:GetBucketPolicy on s3://x), het niet verbiedt",
            "ce qui n'a pas pu être lu (s3:GetBucketPolicy on s3://x) ne l'interdit pas",
        ),
        (f"not {ACTIVATE} {{x}}", f"not {ACTIVATE} {{x}}", f"not {ACTIVATE} {{x}}"),
    ],
)
def test_ours_are_told_and_those_of_a_provider_stay(condition: str, nl: str, fr: str):
    assert [condition_words(condition, wording(language)) for language in ("en", "nl", "fr")] == [condition, nl, fr]


def test_each_is_told_otherwise_in_every_language():
    for plain in PLAIN:
        assert len({condition_words(plain, wording(language)) for language in LANGUAGES}) == len(LANGUAGES), plain


def test_each_is_still_said_by_the_engine_or_by_a_provider():
    rooms = (ROOT / "audit" / "resolve", ROOT / "providers")
    said = "".join(path.read_text("utf-8") for room in rooms for path in sorted(room.rglob("*.py")) if "sandbox" not in path.parts)
    assert [plain for plain in sorted(PLAIN) if plain not in said] == []
