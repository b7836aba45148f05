"""What a rule gives that the other policy's rules do not."""

from dataclasses import replace
from datetime import date

from audit.preview.body import Extent
from audit.preview.extents import asked, given, lifted, waived
from policies.language import NeedKind, Selector, Waiver, Who, WhoKind
from policies.levels import Level
from policies.periods import Period
from tests.unit.audit.check.worlds import AT, DEVELOPER, asset, may, needs, never, world
from tests.unit.audit.resolve.worlds import TODAY

SUPPORT = Who(WhoKind.ROLE, "support")
ANY_ROLE = Who(WhoKind.ROLE, "*")
ALL = Who(WhoKind.ALL)


def gives(rule, *others):
    return given(rule, world(allow=(rule,)), world(allow=others), TODAY)


def test_an_allow_gives_what_no_other_does():
    assert gives(may()) == (Extent("role:developer", ("orders",), "", ("find", "read")),)
    assert gives(may(Level.CHANGE), may(name="A02")) == (Extent("role:developer", ("orders",), "", ("change",)),)
    assert gives(may(), may(Level.SHARE, ANY_ROLE)) == gives(may(), may(who=ALL)) == ()
    assert gives(may(who=ANY_ROLE), may()) != ()


def test_a_part_is_less_than_the_whole():
    assert gives(may(part="labels/"), may()) == ()
    assert gives(may(), may(part="labels/"))[0].part == ""
    assert gives(may(part="labels/"))[0].part == "labels/"


def test_days_count():
    long, short = may(until=date(2027, 6, 30)), may(until=date(2027, 1, 31))
    assert gives(short, long) == gives(long, may()) == ()
    assert gives(long, short)[0].until == "2027-06-30"
    assert gives(may(until=date(2026, 1, 1))) == ()
    assert gives(may(decided_on=date(2027, 1, 1)), short) == gives(may(decided_on=date(2027, 1, 1)))


def test_a_way_is_less_than_any_way():
    assert gives(may(via=("admins",)), may()) == gives(may(via=("admins",)), may(via=("admins", "ops"))) == ()
    assert gives(may(), may(via=("admins",))) != ()
    assert gives(may(via=("admins", "ops")), may(via=("admins",))) != ()


def test_what_a_prohibition_takes_is_not_given():
    rule, ban = may(Level.CHANGE), never(Level.CHANGE, DEVELOPER)
    assert given(rule, world(allow=(rule,), forbid=(ban,)), world(), TODAY)[0].levels == ("find", "read")


def lifts(rule, *others):
    return lifted(rule, world(forbid=(rule,)), world(forbid=others))


def test_a_prohibition_lifts_what_no_other_hits():
    ban = never(Level.CHANGE, DEVELOPER)
    assert lifts(ban) == (Extent("role:developer", ("orders",), "", ("change", "share")),)
    assert lifts(ban, never(Level.FIND, ANY_ROLE)) == lifts(ban, never(Level.FIND, ALL)) == ()
    assert lifts(ban, never(Level.SHARE, DEVELOPER))[0].levels == ("change",)
    assert lifts(replace(ban, latent=True), ban)[0].levels == ("manage",)


def test_a_narrower_prohibition_is_none():
    ban = never(Level.READ, DEVELOPER)
    for narrower in (
        {"through": "public-link"},
        {"environments": ("test",)},
        {"unless": (SUPPORT,)},
        {"which": Selector(assets=("other",))},
    ):
        assert lifts(ban, replace(ban, **narrower)) != (), narrower
        assert lifts(replace(ban, **narrower), ban) == (), narrower


def test_an_asset_that_is_gone_is_not_let_free():
    ban = never(Level.READ, DEVELOPER)
    assert lifted(ban, world(forbid=(ban,)), world(assets=(asset("other"),))) == ()


def asks(rule, *others):
    return asked(rule, world(require=(rule,)), world(require=others))


def test_a_requirement_asks_what_no_other_asks_as_strictly():
    rule = needs(NeedKind.MFA)
    assert asks(rule) == (Extent("", ("orders",), "", ("read", "change", "share")),)
    assert asks(rule, rule) == asks(rule, needs(NeedKind.MFA, level=Level.FIND)) == ()
    assert asks(rule, needs(NeedKind.MFA, DEVELOPER)) != ()
    assert asks(rule, needs(NeedKind.MFA, level=Level.CHANGE)) != ()
    assert asks(rule, needs(NeedKind.SIGNED, document="x")) != ()


def test_periods_and_numbers_of_a_requirement():
    year, month = (needs(NeedKind.TRAINED, document="x", within=Period(months=count)) for count in (12, 1))
    ever = needs(NeedKind.TRAINED, document="x")
    assert asks(year, month) == asks(ever, month) == ()
    assert asks(month, year) != ()
    assert asks(year, ever) != ()
    few, many = (needs(NeedKind.PEOPLE_AT_MOST, at_most=count) for count in (2, 9))
    assert (asks(many, few), asks(few, many) != ()) == ((), True)


def test_a_waiver_accepts_what_none_accepts_as_long():
    waiver = Waiver("W01", AT, rule="R01", who=DEVELOPER, which="orders", until=date(2026, 12, 20))

    def accepts(one, *others):
        return waived(one, world(waivers=(one,)), world(waivers=others), TODAY)

    assert accepts(waiver) == (Extent("role:developer", ("orders",), "", (), "2026-12-20"),)
    assert accepts(waiver, waiver) == accepts(waiver, replace(waiver, who=None, which="")) == ()
    assert accepts(waiver, replace(waiver, until=date(2026, 12, 1))) != ()
    assert accepts(replace(waiver, until=date(2026, 1, 1))) == accepts(replace(waiver, problems=("no reason",))) == ()
    assert accepts(replace(waiver, which=""))[0].assets == ("orders",)
