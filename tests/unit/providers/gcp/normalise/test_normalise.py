import pytest

from audit.model.facts import Gap
from providers.gcp.collect.raw import Raw
from providers.gcp.normalise import _EACH, normalise
from providers.gcp.operations import OPERATIONS
from tests.unit.providers.gcp.samples import SHOP, context


@pytest.mark.parametrize("kind", sorted(set(_EACH) - {"place", "role", "org-policy"}))
def test_an_answer_without_what_it_should_have_is_a_gap_and_never_a_traceback(kind: str):
    (gap,) = normalise([Raw(kind, SHOP, {})], context())
    assert isinstance(gap, Gap)
    assert (gap.scope, gap.surface) == (SHOP.uri, _EACH[kind][0])


@pytest.mark.parametrize("kind", sorted(_EACH))
@pytest.mark.parametrize("odd", [7, "x", None, ["y"], {"z": 1}])
def test_fields_of_another_kind_than_documented_never_crash(kind: str, odd: object):
    body = dict.fromkeys(
        ("name", "settings", "labels", "iamConfiguration", "pushConfig", "replication", "spec", "tableReference", "email"), odd
    )
    assert list(normalise([Raw(kind, SHOP, body, {"policy": {"bindings": [{}]}, "constraint": {"name": "c"}})], context()))


def test_every_surface_of_a_fact_has_operations():
    assert {surface for surface, _ in _EACH.values()} <= {operation.surface for operation in OPERATIONS}
