"""Who else has the data of a request, and copies that go by themselves."""

import pytest

from audit.gdpr.erasure.log import Right
from audit.gdpr.erasure.plan import plan
from policies.wording import wording
from tests.unit.audit.gdpr.shop import asked, done, log, request, shop, texts

EN = wording("en")


def test_recipients_and_processors_are_told_and_hosts_are_not():
    told = texts(plan(asked(shop()), EN))
    assert "[ ] the carrier, recipient: told (Art. 19) [told:carrier]" in told
    assert "[ ] the mailer, processor: told to do the same (Art. 28(3)(e)) [told:mailer]" in told
    assert "what is done in the store is done there too: the host." in told
    assert "About: the database" in told


@pytest.mark.parametrize(("restrict", "told"), [("true", "restricted"), ("false", "kept")])
def test_parties_hear_what_is_kept(restrict: str, told: str):
    policy = shop(
        "recipients: {tax: {name: tax office, country: BE}}\nallow: [{id: T1, who: 'recipient:tax', may: read, which: invoices}]\n",
        invoices__erase=f"erase: {{action: keep, exception: A17-3-b, restrict: {restrict}}}",
    )
    assert f"About: invoices ({told})" in texts(plan(asked(policy), EN))


def test_backups_go_so_long_after_the_original():
    assert "backups: gone 35 days after the original" in texts(plan(asked(shop()), EN))
    assert "backups: gone by 10 December 2026" in texts(plan(asked(shop(), log(done("db"))), EN))
    staff = log(asked=request(Right.ERASURE, "employee", "staff_number"))
    assert "Are there really no backups?" in texts(plan(asked(shop(), staff), EN))
