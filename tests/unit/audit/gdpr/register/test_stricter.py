"""Which assets the Belgian act asks a list for."""

import pytest

from audit.gdpr.register.stricter import stricter
from tests.unit.audit.gdpr.register.offices import office


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, [("9", ["sick"], True, False)]),
        ({"categories": "[contact]", "art9_basis": None}, []),
        ({"categories": "[contact]", "unexpected": "[sick]"}, [("9", ["sick"], True, False)]),
        ({"categories": "[contact]", "belgian_art9_list": "true"}, [("9", [], True, False)]),
        ({"categories": "[sick]", "belgian_art9_list": "false"}, [("9", ["sick"], True, True)]),
        ({"categories": "[belief]"}, [("9", ["belief"], False, False)]),
        ({"categories": "[belief]", "belgian_art9_list": "false"}, []),
        ({"categories": "[belief]", "belgian_art9_list": "true"}, [("9", ["belief"], True, False)]),
        ({"categories": "[crime]", "art10_basis": "law"}, [("10", ["crime"], True, False)]),
        ({"categories": "[sick, crime]", "art10_basis": "law"}, [("9", ["sick"], True, False), ("10", ["crime"], True, False)]),
    ],
)
def test_by_its_categories_and_by_what_the_policy_says(files, expected):
    told = [(str(each.article), [category.id for category in each.categories], each.sure, each.denied) for each in stricter(office(files))]
    assert told == expected


def test_a_category_of_another_kind_asks_for_none():
    policy = office({"categories": "[member]"}, categories="{member: {dpv: TradeUnionMembership, sensitive: art9}}")
    assert stricter(policy) == ()
