"""A step as a box to tick."""

from audit.gdpr.erasure.plan import plan
from policies.wording import wording
from tests.unit.audit.gdpr.shop import asked, done, log, shop, texts

EN = wording("en")


def test_what_is_done_is_ticked_with_day_and_who():
    paper = plan(
        asked(shop(), log(done("db", by="p02", count=3), done("list", exception="A17-3-e"), done("step:ground", ground="A17-1-b"))), EN
    )
    told = texts(paper)
    assert "[x] the database: make anonymous [db]" in told
    assert "Done on 5 November 2026 by p02, number 3" in told
    assert "Kept on legal claims (Art. 17(3)(e))" in told
    assert "Ground: consent withdrawn (Art. 17(1)(b))" in told
    assert "3 of 11 steps are done." in told
