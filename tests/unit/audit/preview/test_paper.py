"""A preview as a paper."""

from dataclasses import replace

import pytest

from audit.errors import Exit
from audit.model.facts import Gap
from audit.model.paper import Bullets, Heading, Paragraph, Table, Tone
from audit.preview.body import Accepted, Dark, Effect, Extent, PolicyChange, Preview, Verb, Violation
from audit.preview.paper import FailOn, exit_of, preview_paper
from policies.language import Policy
from policies.wording import LANGUAGES, wording
from tests.unit.audit.check.worlds import world
from tests.unit.reports.samples import head

CHANGE = PolicyChange(
    "allow",
    "A12",
    Verb.CHANGED,
    Effect.LOOSER,
    "policy.yaml:31",
    "policy.yaml:30",
    "The role x may read y",
    "The role x may change y",
    gives=(Extent("role:x", ("y",), "labels/", ("change",), "2026-12-31"),),
    about=("y",),
)
NEW = Violation("high", "F01", "y", "person:p20", ("read",), "p20 can read y", "f" * 16, "policy.yaml:2", ("forbid:F01",))
ALLOWED = Accepted("person:p20", "y", "labels/", ("read",), "if", "the role is activated", ("A12",), "W01", "orphan:spare", ("allow:A12",))
DARK = Dark("y", Gap("aws", "s3", "s3://y", "GetBucketPolicy", "denied"))
NOTHING = Preview("main", "a" * 64, "b" * 64, ())
POLICY: Policy = world()


def paper(found: Preview, language: str = "en", fail_on: FailOn = FailOn.VIOLATIONS):
    return preview_paper(found, POLICY, head(), fail_on, wording(language))


def words(found: Preview, language: str = "en") -> str:
    told = []
    for part in paper(found, language).parts:
        match part:
            case Heading() | Paragraph():
                told.append(part.text)
            case Bullets():
                told += part.items
            case Table():
                told += [" | ".join(row) for row in (part.columns, *part.rows)]
    return "\n".join(told)


def test_nothing_changed():
    assert "Both policies say the same" in words(NOTHING)
    assert "as on 2026-11-23: main (aaaaaaaa), and the policy as it is now (bbbbbbbb)" in words(NOTHING)


def test_every_change_has_a_line_and_no_change_is_a_table_too():
    told = words(replace(NOTHING, changes=(CHANGE,), allowed=(ALLOWED,)))
    assert "Rule A12 was changed (policy.yaml:31) | lets more | 0 | 1 | 0 | 0" in told
    assert sum(isinstance(part, Table) for part in paper(NOTHING).parts) == 1


def test_a_loosening_that_nobody_uses_is_told():
    told = words(replace(NOTHING, changes=(CHANGE,)))
    assert "Rule A12 was changed (policy.yaml:31)" in told
    assert "before: The role x may read y (policy.yaml:30)\nnow: The role x may change y" in told
    assert "now allowed to change: the role x, of the part labels/ of y, until 2026-12-31" in told
    assert "it lets more than before; nobody uses it on this run, as far as it was read" in told


def test_by_cause_with_what_it_does():
    told = words(replace(NOTHING, changes=(CHANGE,), allowed=(ALLOWED,), dark=(DARK,)))
    assert "on this run: 1 reach newly allowed" in told
    assert "nobody uses it" not in told
    assert "not all of y was read: somebody may be missing here" in told
    assert (
        "p20 (was: the account spare, which joins to nobody) | y (labels/) | read, if the role is activated | A12, waiver W01 | rule A12"
        in told
    )
    assert "y: s3://y: denied" in told


def test_a_new_violation_stands_out():
    found = replace(NOTHING, changes=(CHANGE,), new=(NEW,))
    assert Paragraph("1 new violation.", Tone.WARNING) in paper(found).parts
    assert "p20 | y | read | F01 (policy.yaml:2) | high | p20 can read y | rule F01" in words(found)


def test_what_gives_nobody_anything_is_a_list_of_its_own():
    quiet = PolicyChange("purpose", "shop", Verb.REMOVED, Effect.NONE, was_at="roles.yaml:3")
    check = PolicyChange("check", "leaver", Verb.REMOVED, Effect.LOOSER, "house.yaml:1", after="kept")
    told = words(replace(NOTHING, changes=(quiet, check)))
    assert "Changes that give nobody more or less (1)\nPurpose shop was taken out (roles.yaml:3)" in told
    assert "Built-in check leaver is switched off (house.yaml:1)\nnow: kept" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_it_all(language: str):
    rows = dict.fromkeys(("new", "unknown", "gone", "hidden", "moved", "notices"), (NEW,)) | dict.fromkeys(
        ("allowed", "unseen"), (ALLOWED,)
    )
    whole = replace(NOTHING, changes=(CHANGE,), dark=(DARK,), **rows)
    made = paper(whole, language)
    assert (made.kind, made.language, made.body, made.exit) == ("preview", language, whole, Exit.VIOLATIONS)
    assert sum(isinstance(part, Table) for part in made.parts) == 9
    assert "{" not in words(whole, language)


@pytest.mark.parametrize(
    ("found", "codes"),
    [
        ({}, (0, 0, 0)),
        ({"new": (NEW,), "dark": (DARK,)}, (1, 1, 1)),
        ({"allowed": (ALLOWED,)}, (0, 1, 1)),
        ({"unseen": (ALLOWED,)}, (3, 1, 1)),
        ({"hidden": (NEW,)}, (3, 1, 1)),
        ({"unknown": (NEW,)}, (3, 3, 3)),
        ({"dark": (DARK,)}, (3, 3, 3)),
        ({"gone": (NEW,), "moved": (NEW,), "notices": (NEW,)}, (0, 0, 0)),
        ({"changes": (CHANGE,)}, (0, 0, 1)),
    ],
)
def test_the_exit_code(found: dict, codes: tuple[int, int, int]):
    assert tuple(exit_of(replace(NOTHING, **found), each) for each in FailOn) == codes
