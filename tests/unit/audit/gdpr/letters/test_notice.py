"""A draft of a privacy notice."""

from dataclasses import replace

import pytest

from audit.errors import Exit, UsageError
from audit.gdpr.letters.notice import NoticeBody, notice
from audit.model.paper import Paragraph, Table, Tone
from policies.wording import wording
from tests.unit.audit.gdpr.letters.test_lacking import TOLD
from tests.unit.audit.gdpr.shop import shop, texts

EN = wording("en")


def test_it_has_every_element_of_articles_13_and_14():
    told = texts(notice(shop(TOLD), "customer", EN))
    for words in (
        "We are The Shop, Street 1, privacy@shop.example",
        "We have no data protection officer",
        "contact details",
        "Orders: needed for a contract, or to make one (Art. 6(1)(b)). We use: the database, backups and paper forms.",
        "running the shop: a shop that works",
        "the carrier (Belgium): decides for itself, for orders",
        "the mailer (Netherlands): works for us, on our instructions",
        "the host: United States; adequacy decision (Art. 45(3))",
        "Invoices: 10 years, counted from the end of the financial year; then deleted",
        "from yourself",
        "none",
        "withdraw",
        "GBA/APD",
    ):
        assert words in told


def test_it_is_a_draft_that_says_what_is_missing():
    paper = notice(shop(), "customer", EN)
    first = paper.parts[0]
    assert isinstance(first, Paragraph)
    assert (first.tone, first.text[:5]) == (Tone.WARNING, "DRAFT")
    assert any(
        isinstance(part, Table) and ("Art. 14(2)(f)", "where data come from that they did not give themselves") in part.rows
        for part in paper.parts
    )
    assert paper.exit == Exit.VIOLATIONS
    assert isinstance(paper.body, NoticeBody)
    assert ("Art. 13(1)(d)", "which legitimate interest is behind running the shop") in [
        (each.article, each.what) for each in paper.body.missing
    ]


def test_with_all_that_is_asked_it_complies():
    policy = shop(TOLD)
    assert policy.organisation is not None
    paper = notice(replace(policy, organisation=replace(policy.organisation, dpo="dpo@shop.example")), "customer", EN)
    assert paper.exit == Exit.COMPLIES
    assert not any(isinstance(part, Table) for part in paper.parts)
    assert "Our data protection officer: dpo@shop.example." in texts(paper)


def test_staying_in_the_eea_is_said_only_where_it_is_known():
    assert "Your data stay within the European Economic Area." in texts(notice(shop(), "employee", EN))
    assert "stay within" not in texts(notice(shop(staff__region=""), "employee", EN))


def test_minors_and_unknowns_are_told():
    told = texts(
        notice(
            shop("processors: {cloud: {name: a cloud, country: BE}}\n", list__subjects="minors: possible", paper__find_by="minors: yes"),
            "customer",
            EN,
        )
    )
    assert "There may be minors among the readers" in told
    assert "may belong here: mailing list." in told
    assert "may belong here: a cloud." in told


def test_people_that_nobody_knows_are_refused_with_the_nearest():
    with pytest.raises(UsageError) as raised:
        notice(shop(), "custommer", EN)
    assert raised.value.remedy == "did you mean customer?"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_is_in_the_reader_s_language(language: str):
    paper = notice(shop(), "employee", wording(language))
    assert paper.language == language
    assert (
        paper.title
        == {"nl": "Wat we met uw gegevens doen: voor werknemers", "fr": "Ce que nous faisons de vos données : pour les travailleurs"}[
            language
        ]
    )
