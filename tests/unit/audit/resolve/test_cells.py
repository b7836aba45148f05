"""The inventory as places to look, and what is wrong with a place said at its line."""

import pytest

from audit.resolve.cells import cells
from policies.errors import PolicyError
from policies.language import Asset, Where

from .worlds import AT, BUCKET, Listed, allow, policy, where

QUEUE = where("s3://queue", "queue")


def _assets(*places: Where) -> tuple[Asset, ...]:
    return (Asset("orders", AT, where=places),)


def test_the_rest_leaves_the_parts_out_and_a_part_what_is_narrower():
    parts = (allow("labels/"), allow("labels/new/"), allow("invoices/"))
    found = {cell.part: cell.location.excluding for cell in cells(policy(allow=parts), (Listed(),))}
    labels, new, invoices = (f"{BUCKET}/{part}*" for part in ("labels/", "labels/new/", "invoices/"))
    assert found == {"": tuple(sorted((labels, new, invoices))), "labels/": (new,), "labels/new/": (), "invoices/": ()}


def test_a_part_counts_where_it_can_be_a_place():
    found = cells(policy(assets=_assets(where(), QUEUE), allow=(allow("labels/"),)), (Listed(),))
    assert [(cell.where.kind, cell.part) for cell in found] == [("s3", ""), ("s3", "labels/"), ("queue", "")]


def test_a_rule_on_another_asset_makes_no_part():
    assert [cell.part for cell in cells(policy(allow=(allow("labels/", which="other"),)), (Listed(),))] == [""]


def test_all_that_is_wrong_comes_at_once_with_its_place_and_text():
    wrong = policy(assets=(*_assets(where("nonsense")), Asset("b", AT, where=(where("rubbish"), QUEUE))), allow=(allow("x/", which="b"),))
    with pytest.raises(PolicyError) as raised:
        cells(wrong, (Listed(),))
    assert sorted((problem.text, problem.place) for problem in raised.value.problems) == [("nonsense", AT), ("rubbish", AT), ("x/", AT)]
    assert all(problem.remedy for problem in raised.value.problems)


def test_a_place_in_a_system_that_nobody_reads_is_no_cell():
    assert cells(policy(assets=_assets(where("https://hr", "site", "microsoft"))), (Listed(),)) == ()
