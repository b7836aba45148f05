"""The agreement with staff, in both directions."""

import pytest

from audit.gdpr.agreements.draft import Clause, Drafter
from audit.gdpr.agreements.staff import staff_agreement
from audit.model.paper import Paper, Table
from policies.load import load
from policies.wording import LANGUAGES, wording
from tests.unit.audit.gdpr.register.offices import ON, WEBSHOP, office

FORBID = (
    "[{id: F1, who: anyone, may: find, which: all}, {id: F2, who: role:helper, may: change, which: files}, "
    '{id: F3, who: "role:*", except: [role:hr], may: read, which: all}]'
)


def draft(person: str = "", language: str = "en", **changes: str | None) -> Paper:
    drafter = Drafter(office(**changes), ON, wording(language))
    return staff_agreement(drafter, next((each for each in drafter.policy.people if each.id == person), None))


def clause(paper: Paper, title: str) -> Clause:
    return next(each for each in paper.body.clauses if each.title == title)


def test_what_one_person_may_do_by_the_rules_in_force():
    assert clause(draft("p02"), "What you may do").points == ("The role HR may change files, for running the staff: keeps the files",)
    nothing = clause(draft("p03"), "What you may do")
    assert (nothing.points, nothing.sentences[-1]) == ((), "Today no rule gives you access to personal data.")
    ended = "[{id: A1, who: role:hr, may: change, which: files, until: 2026-11-22}]"
    assert clause(draft("p02", allow=ended), "What you may do").points == ()


def test_for_everybody_each_role_with_what_it_may_do():
    allow = "[{id: A1, who: role:hr, may: read, which: files}, {id: A2, who: person:p03, may: read, which: files}, {id: A3, who: role:helper, may: find, which: files}]"
    assert len(clause(draft(allow=allow), "What you may do").points) == 2


@pytest.mark.parametrize(("person", "count"), [("", 3), ("p02", 1), ("p03", 3)])
def test_the_prohibitions_that_concern_them(person: str, count: int):
    assert len(clause(draft(person, forbid=FORBID), "The rules of the house").points) == count


def test_conditions_that_a_person_can_keep():
    require = (
        "[{id: R1, for_access_to: all, level: read, need: mfa}, {id: R2, for_access_to: all, who: processors, need: {agreement: in-force}}, "
        "{id: R3, for_access_to: all, level: read, who: processors, need: {signed: vow}}, {id: R4, for_assets: all, need: {log_review: recorded}}]"
    )
    assert clause(draft("p02", require=require), "The rules of the house").points == (
        "Everybody must sign in with a second factor to read any personal data",
    )


def test_their_own_data_and_what_the_checking_of_access_reads():
    paper = draft("p02")
    assert clause(paper, "Your own data").points == (
        "files: for running the staff; kept 5 years, counted from the end of the employment; then deleted (law)",
    )
    assert "It reads: accounts." in clause(paper, "How access is checked").sentences[1]
    assert "[what the checking of access reads about staff]" in clause(draft(tool_as_processing=None), "How access is checked").sentences


def test_no_name_is_made_up():
    tables = [dict(part.rows) for part in draft("p02").parts if isinstance(part, Table)]
    assert (tables[1]["Name"], tables[1]["Number"], tables[1]["Role"]) == ("[name of the member of staff]", "p02", "HR")
    everybody = [dict(part.rows) for part in draft().parts if isinstance(part, Table)]
    assert everybody[1]["Number"] == "[number of the member of staff]"


def test_trainings_with_their_length():
    documents = "{dpa: {kind: processor-agreement, with: host}, basics: {kind: training, minutes: 45}, more: {kind: training}}"
    assert clause(draft(documents=documents), "Training").points == ("basics (45 minutes)", "more")
    assert clause(draft(), "Training").points == ("[trainings]",)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", ["", "p14", "p22", "x01", "p25"])
def test_the_sample_company_s_drafts_leave_no_word_unfilled(person: str, language: str):
    policy = load(WEBSHOP)
    paper = staff_agreement(Drafter(policy, ON, wording(language)), next((each for each in policy.people if each.id == person), None))
    texts = [text for each in paper.body.clauses for text in (*each.sentences, *each.points)]
    assert not [text for text in texts if "{" in text or not text.strip()]
