"""The words for what an audit finds, in three languages."""

from collections.abc import Callable
from enum import Enum

import pytest

from audit import saying
from audit.model.drift import CauseKind, Direction
from audit.model.facts import CoverageStatus, Verdict
from audit.model.finding import FindingKind, Outcome
from audit.model.overview import Standing
from audit.model.reach import StepKind, Subject, SubjectKind
from policies.language import Severity
from policies.levels import EVERYTHING, Level
from policies.wording import LANGUAGES, Wording, wording

KINDS: tuple[tuple[type[Enum], Callable[..., str]], ...] = (
    (FindingKind, saying.title),
    (FindingKind, saying.meaning),
    (FindingKind, saying.remedy),
    (Severity, saying.severity_word),
    (Outcome, saying.outcome_word),
    (Verdict, saying.verdict_word),
    (Standing, saying.standing_word),
    (CauseKind, saying.cause_word),
    (Direction, saying.direction_word),
    (CoverageStatus, saying.coverage_word),
    (StepKind, saying.step_words),
)


def test_every_kind_has_a_word_of_its_own_in_every_language():
    for kind, says in KINDS:
        for language in LANGUAGES:
            told = [says(each, wording(language)) for each in kind]
            assert all(told), (kind, language)
            assert len(set(told)) == len(told), (kind, language)


def test_a_title_is_short_and_a_meaning_and_a_remedy_are_sentences():
    for kind in FindingKind:
        for language in LANGUAGES:
            say = wording(language)
            assert len(saying.title(kind, say)) <= 60
            assert not saying.title(kind, say).endswith(".")
            assert all(each(kind, say).endswith(".") for each in (saying.meaning, saying.remedy))


@pytest.mark.parametrize(
    ("levels", "en", "nl", "fr"),
    [
        (Level.NONE, "none", "geen", "aucun"),
        (Level.FIND, "find", "vinden", "trouver"),
        (Level.FIND | Level.READ | Level.CHANGE, "up to change", "tot en met wijzigen", "jusqu'à modifier"),
        (Level.MANAGE, "manage", "beheren", "administrer"),
        (Level.FIND | Level.CHANGE, "find, change", "vinden, wijzigen", "trouver, modifier"),
        (EVERYTHING, "up to share, manage", "tot en met delen, beheren", "jusqu'à partager, administrer"),
    ],
)
def test_levels_as_the_exact_set(levels: Level, en: str, nl: str, fr: str):
    assert [saying.level_words(levels, wording(language)) for language in ("en", "nl", "fr")] == [en, nl, fr]


@pytest.mark.parametrize("says", [saying.subject_words, saying.subject_in_short])
def test_every_subject_is_named_by_its_id_where_it_has_one(says: Callable[[Subject, Wording], str]):
    for kind in SubjectKind:
        nameless = kind in (SubjectKind.PUBLIC, SubjectKind.COMPANY)
        for language in LANGUAGES:
            told = says(Subject(kind, "" if nameless else "x{y}"), wording(language))
            assert told
            assert nameless or "x{y}" in told


def test_a_subject_in_short_is_in_english_what_a_command_takes():
    for kind in SubjectKind:
        subject = Subject(kind, "" if kind in (SubjectKind.PUBLIC, SubjectKind.COMPANY) else "a")
        assert saying.subject_in_short(subject, wording("en")) == str(subject)
