"""What an action is asked on. The scenarios `conditions` have more."""

import pytest

from policies.locations import Location
from providers.azure.evaluate.asked import Asked, inside, lies_in
from providers.azure.evaluate.attributes import PATH
from providers.azure.evaluate.condition import Asking
from providers.azure.evaluate.world import World
from providers.formula import FALSE, TRUE, Atom, negate
from tests.reference.azure_worlds import facts

ORDERS = World(facts({"accounts": {"shop": {"containers": {"orders": {}}}}})).resources["blob://shop/orders"]
LOGS = Atom("logs", of=PATH, pattern="logs/*")


@pytest.mark.parametrize(
    ("pattern", "excluding", "lies"),
    [
        ("blob://shop/orders/*", (), True),
        ("blob://shop/orders/2026/*", (), True),
        ("blob://shop/*", (), True),
        ("blob://shop/orders", (), False),  # nothing in it
        ("blob://shop/other/*", (), False),
        ("blob://shop/orders/*", ("blob://shop/orders/*",), False),
        ("blob://shop/orders/*", ("blob://shop/orders/hr/*",), True),
    ],
)
def test_a_container_lies_where_a_blob_of_it_may(pattern: str, excluding: tuple[str, ...], lies: bool):
    assert lies_in(ORDERS, Location("microsoft", "", pattern, excluding)) is lies


def test_paths_of_blobs():
    assert inside("blob://shop/orders/2026/*", ORDERS) == ("2026/*",)


def test_a_question_of_paths_is_answered_for_the_location():
    logs, hr = Asked(Asking(), ("logs/2026/*",)), Asked(Asking(), ("hr/*",))
    assert (logs.exists(LOGS), hr.exists(LOGS)) == (TRUE, FALSE)
    assert (logs.exists(negate(LOGS)), hr.exists(negate(LOGS))) == (FALSE, TRUE)
    assert Asked(Asking(), ("*",), ("logs/*",)).exists(LOGS) is FALSE
    assert Asked(Asking()).exists(LOGS) == LOGS
