"""A digest in words, in each language."""

from dataclasses import replace
from datetime import date

import pytest

from audit.gdpr.agreements.endings import Ending, EndKind
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph
from audit.notify.digest import Concern, Digest, LeftBehind
from audit.notify.paper import MOST, digest_paper
from audit.notify.readers import Unreachable, Unreached
from policies.language import About
from policies.wording import wording
from tests.unit.reports.notices.papers import digest
from tests.unit.reports.samples import head

(GIVEN,) = digest().new[0].findings
FULL = replace(
    digest(),
    organisation="The Shop",
    assets=(Concern("orders", "bestellingen", 1), Concern("mail", "mail")),
    overdue=(replace(GIVEN, since=date(2026, 10, 1)),),
    ends=(Ending(EndKind.WAIVER, "W1", date(2026, 11, 1), ("F1",)), Ending(EndKind.ALLOW, "A1", date(2026, 11, 30))),
    left_behind=(LeftBehind("p25", date(2026, 8, 31), 2),),
    dark=(replace(GIVEN, sentence="nobody can say", remedy=""),),
    gone=1,
    instead_of=(Unreached("p02", Unreachable.LEFT),),
)


def words(paper: Paper) -> list[str]:
    found = [paper.title]
    for part in paper.parts:
        match part:
            case Heading() | Paragraph():
                found.append(part.text)
            case Bullets():
                found += part.items
            case Checklist():
                found += [text for tick in part.items for text in (tick.text, *tick.details)]
            case _:
                raise AssertionError(part)
    return found


SAID = {
    "en": [
        "Access to personal data at The Shop: 1 new, 1 overdue, 2 that end, 1 leaver, 1 not read",
        "As on 2 November 2026, about the personal data that you answer for: bestellingen (orders) and mail.",
        "You are told of this too, since others can't be: p02 has left.",
        "New since 1 November 2026",
        "1 finding (high: 1).",
        "What changed: p17 was added",
        "high: p17 reads",
        "To do: stop p17",
        "Open since 2 November 2026.",
        "Open too long",
        "high: p17 reads",
        "To do: stop p17",
        "Open since 1 October 2026.",
        "Could not be read",
        "Of these data nobody can say who else reaches them. Silence is no consent.",
        "high: nobody can say",
        "Open since 2 November 2026.",
        "No longer read whole:",
        "p17",
        "People who left",
        "p25 left on 31 August 2026: 2 things are left that should be gone (toegang leaver p25)",
        "Over, or ends soon",
        "1 November 2026: the waiver W1 has lapsed (F1)",
        "30 November 2026: the rule A1 ends: renew it or let it go",
        "1 finding is no longer open.",
    ],
    "nl": [
        "Toegang tot persoonsgegevens bij The Shop: 1 nieuw, 1 te laat, 2 die aflopen, 1 uit dienst, 1 niet gelezen",
        "Stand op 2 november 2026, over de persoonsgegevens waarvoor u instaat: bestellingen (orders) en mail.",
        "U krijgt ook dit te horen, omdat anderen niet bereikt kunnen worden: p02 is uit dienst.",
        "Nieuw sinds 1 november 2026",
        "1 bevinding (hoog: 1).",
        "Wat er veranderde: p17 was added",
        "hoog: p17 reads",
        "Te doen: stop p17",
        "Open sinds 2 november 2026.",
        "Te lang open",
    ],
    "fr": [
        "Accès aux données à caractère personnel chez The Shop : 1 nouveau, 1 en retard, 2 qui prennent fin, 1 parti, 1 non lu",
        "Situation au 2 novembre 2026, sur les données à caractère personnel dont vous répondez : bestellingen (orders) et mail.",
        "Vous en êtes averti aussi, parce que d'autres ne peuvent pas l'être : p02 est parti.",
        "Nouveau depuis le 1er novembre 2026",
        "1 constat (élevé : 1).",
        "Ce qui a changé : p17 was added",
        "élevé : p17 reads",
        "À faire : stop p17",
        "Ouvert depuis le 2 novembre 2026.",
        "Ouvert depuis trop longtemps",
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_it_says_all_of_it(language: str):
    made = digest_paper(FULL, head(), wording(language))
    assert words(made)[: len(SAID[language])] == SAID[language]
    assert (made.kind, made.language, made.body) == ("digest", language, FULL)


@pytest.mark.parametrize(("about", "said"), [(About.REST, "about all that no owner is told of."), (About.ALL, "about everything.")])
def test_what_it_is_about(about: About, said: str):
    assert words(digest_paper(replace(FULL, about=about), head(), wording("en")))[1].endswith(said)


def test_of_many_some_are_shown_and_all_are_counted():
    cause = replace(FULL.new[0], findings=(GIVEN,) * (MOST + 3))
    many = replace(FULL, new=(cause, cause), new_counts=(("high", 2 * (MOST + 3)),), overdue=(GIVEN,) * (MOST + 1))
    said = words(digest_paper(many, head(), wording("en")))
    assert said.count("high: p17 reads") == 2 * MOST
    assert (said.count(f"… and {MOST + 6} more"), said.count("… and 1 more")) == (1, 1)


def test_the_first_time_says_where_to_begin():
    first: Digest = replace(FULL, since="", new=())
    assert words(digest_paper(first, head(), wording("en")))[3:6] == [
        "The first time: all that is open",
        "1 finding (high: 1).",
        "bestellingen (orders): 1",
    ]


def test_what_was_left_out_is_told():
    said = words(digest_paper(replace(FULL, left_out=("aws",)), head(), wording("en")))
    assert "Left out as asked: aws. Nothing is said about them." in said


def test_a_cause_that_nobody_knows_is_told_as_such():
    unknown = replace(FULL, new=(replace(FULL.new[0], what=""),))
    assert "What changed is not known:" in words(digest_paper(unknown, head(), wording("en")))
