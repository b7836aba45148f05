from datetime import UTC, datetime
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.facts import Fact
from audit.runs.memory import TABLES, MemoryFacts
from audit.runs.run import Run
from audit.runs.store import Store
from tests.strategies import facts

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@given(st.lists(facts, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_what_is_written_is_read_back_and_equal_facts_give_equal_bytes(given_facts: list[Fact], random: Random):
    shuffled = given_facts * 2
    random.shuffle(shuffled)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        run, other = (_written(Store(place), held) for place, held in ((first, given_facts), (second, shuffled)))
        memory = MemoryFacts(given_facts)
        for name in TABLES:
            assert list(getattr(run, name)()) == list(getattr(other, name)())
            assert sorted(map(repr, getattr(run, name)())) == sorted(map(repr, getattr(memory, name)()))
        assert run.manifest == other.manifest
        assert Store(first).verify() == ()


def _written(store: Store, held: list[Fact]) -> Run:
    with store.create(AT, "0.1") as writer:
        writer.add(*held)
        return writer.commit("digest", ("aws",))
