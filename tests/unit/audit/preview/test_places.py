"""Where an asset lay and no longer does."""

from dataclasses import replace

import pytest

from audit.preview.places import out_of_sight
from tests.unit.audit.check.worlds import asset
from tests.unit.audit.resolve.worlds import where

TAGGED = where("", tags=(("data", "personal"), ("env", "prod")))


@pytest.mark.parametrize(
    ("before", "after", "hidden"),
    [
        (where("s3://shop"), where("s3://shop"), 0),
        (where("s3://shop/2026/**"), where("s3://shop"), 0),
        (where("s3://shop"), where("s3://shop/2026/**"), 1),
        (where("s3://shop/2026/a*"), where("s3://shop/2026/*"), 0),
        (where("s3://shop"), where("s3://shop-2"), 1),
        (where("arn:aws:s3:::shop/a/*"), where("arn:aws:s3:::shop"), 0),
        (TAGGED, where("", tags=(("data", "personal"),)), 0),
        (where("", tags=(("data", "personal"),)), TAGGED, 1),
        (where(), replace(where(), system="google"), 1),
    ],
)
def test_a_narrower_place_leaves_something_out(before, after, hidden: int):
    assert len(out_of_sight(asset(where=(before,)), asset(where=(after,)))) == hidden


def test_no_place_at_all():
    assert len(out_of_sight(asset(), asset(where=()))) == 1
