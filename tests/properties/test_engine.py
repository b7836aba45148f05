from hypothesis import given, settings
from hypothesis import strategies as st

from audit.engine import Located, Placement, fold, located, placements
from audit.model.facts import Acl, Resource
from audit.runs import tables
from tests.reference import kernel as reference
from tests.strategies import acl, dated_grants

World = tuple[list[Resource], list[Acl], list[Placement], list[Located]]
IDS = ("r/a", "r/b", "r/bé", "r/_", "r/%", "r/a/x", "q", "q\ud800", "f", "g")
ids = st.sampled_from(IDS)
cells = st.tuples(st.sampled_from(("A", "B")), st.sampled_from(("", "part")))
patterns = st.sampled_from(("*", "r/*", "r/?", "r/b?", "r/_", "r/%", "r/a*x", "?", "q", "r/*/x"))
labels = st.sampled_from(((), (("k", "v"),), (("k", "v"), ("l", "é"))))
providers = st.sampled_from(("aws", "google"))
by_resource = st.builds(lambda cell, resource: Placement(*cell, resource=resource), cells, ids)
by_pattern = st.builds(
    lambda cell, pattern, excluding, provider, held: Placement(
        *cell, pattern=pattern, excluding=tuple(excluding), provider=provider, labels=held
    ),
    cells,
    patterns,
    st.lists(patterns.filter(lambda pattern: pattern != "*"), max_size=2),
    st.just("") | providers,
    labels,
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    held = draw(st.lists(st.frozensets(dated_grants(), max_size=3).map(acl), min_size=1, max_size=4, unique_by=lambda each: each.id))
    acl_ids = st.sampled_from([each.id for each in held]) | st.sampled_from(("", "gone"))
    resources = draw(
        st.lists(
            st.builds(
                lambda name, parent, acl, provider, has: Resource(name, provider, "file", "n", parent, acl, has),
                ids,
                ids,
                acl_ids,
                providers,
                labels,
            ),
            max_size=10,
            unique_by=lambda each: each.id,
        )
    )
    placed = draw(st.lists(by_resource | by_pattern, max_size=6))
    evaluated = draw(st.lists(st.builds(lambda cell, acl, resource: Located(*cell, acl, resource), cells, acl_ids, ids), max_size=3))
    return resources, held, placed, evaluated


@given(worlds(), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_the_engine_gives_what_the_slow_reference_gives_however_it_is_sharded(world: World, shards: int):
    resources, acls, placed, evaluated = world
    wanted = reference.fold(resources, acls, placed, evaluated)
    parts = [tables.table("resources", resources[start::shards]) for start in range(shards)]
    found = fold(parts, tables.table("acls", acls), placements(placed), located(evaluated))
    assert sorted(found, key=repr) == sorted(wanted, key=repr)
