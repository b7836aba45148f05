"""Groups, closed over nesting."""

from hypothesis import given
from hypothesis import strategies as st

from providers.gcp.evaluate.groups import gathered
from providers.gcp.evaluate.member import Member, member

AN = member("user:an@shop.example")
NAMES = [member(f"group:{letter}@shop.example") for letter in "abcde"]


def test_a_member_of_a_member_and_of_a_domain():
    groups = gathered({NAMES[0]: [NAMES[1]], NAMES[1]: [member("domain:shop.example")], NAMES[2]: [member("user:eva@shop.example")]})
    assert groups.around(AN) == {member("domain:shop.example"), NAMES[1], NAMES[0]}
    assert groups.described == {*NAMES[:3]}


def test_whom_nobody_describes_is_in_what_its_name_tells():
    one = member("principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/an")
    assert gathered({}).around(one) == {member("principalSet://iam.googleapis.com/locations/global/workforcePools/staff/*")}
    assert gathered({}).around(member("serviceAccount:s@p.iam.gserviceaccount.com")) == frozenset()


def test_a_set_is_described_only_if_all_that_it_holds_are():
    groups = gathered({NAMES[0]: [NAMES[1], AN], NAMES[1]: [NAMES[2], NAMES[0]], NAMES[3]: [AN]})
    assert groups.loose() == {NAMES[0]: {NAMES[2]}, NAMES[1]: {NAMES[2]}}


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([AN, *NAMES]))))
def test_what_is_around_somebody_is_what_paths_lead_to(edges: list[tuple[Member, Member]]):
    held = {name: [one for holder, one in edges if holder == name] for name in NAMES}
    reached = {AN, member("domain:shop.example")}
    for _ in NAMES:
        reached |= {holder for holder, one in edges if one in reached}
    assert gathered(held).around(AN) == reached - {AN}
