"""By which change a verdict differs, where several changed at once."""

from audit.preview.compared import preview
from policies.language import Category, NeedKind, Policy, Proof, RoleSpan, Selector
from policies.levels import Level
from policies.wording import wording
from tests.unit.audit.check.worlds import AT, DEVELOPER, HEALTH, asset, developer, may, needs, never, world
from tests.unit.audit.resolve.worlds import TODAY

from .worlds import held

OTHERS = {
    "allow": (may(name="A90", which=("mail",)),),
    "forbid": (never(Level.SHARE, DEVELOPER, name="F90"),),
    "people": (developer("p77", accounts=()),),
}


def why(before: Policy, after: Policy, of: str) -> set[tuple[str, ...]]:
    found = preview(held(before), held(after), "before", wording("en"))
    assert len(found.changes) > 1
    return {row.causes for row in getattr(found, of)}


def with_others(*people, allow=(), forbid=(), **told) -> Policy:
    assets = (asset(), asset("mail", where=()))
    return world(
        *(people or (developer(),)),
        *OTHERS["people"],
        **{"assets": assets, **told},
        allow=(*OTHERS["allow"], *allow),
        forbid=(*OTHERS["forbid"], *forbid),
    )


def before(*people, **told) -> Policy:
    return world(*people, **{"assets": (asset(), asset("mail", where=())), **told})


def test_a_rule_that_gives_it():
    assert why(before(), with_others(allow=(may(),)), "allowed") == {("allow:A01",)}
    assert why(before(), with_others(allow=(may(),)), "gone") == {("allow:A01",)}


def test_a_rule_that_took_it():
    assert why(before(allow=(may(),)), with_others(), "new") == {("allow:A01",)}


def test_a_prohibition():
    assert why(before(allow=(may(),)), with_others(allow=(may(),), forbid=(never(Level.READ, DEVELOPER),)), "new") == {("forbid:F01",)}


def test_a_person():
    no_role = developer(roles=())
    assert why(before(allow=(may(),)), with_others(no_role, allow=(may(),)), "new") == {("person:p20",)}
    assert why(before(no_role, allow=(may(),)), with_others(allow=(may(),)), "allowed") == {("person:p20",)}
    other = developer(roles=(RoleSpan("developer"), RoleSpan("chief")))
    assert why(before(allow=(may(),)), with_others(other), "new") == {("allow:A01",)}


def test_a_proof_of_somebody():
    rule = needs(NeedKind.TRAINED, document="privacy")
    trained = Proof("privacy", "p20", TODAY, AT)
    told = {"allow": (may(),), "require": (rule,)}
    assert why(before(**told), with_others(**told, trained=(trained,)), "gone") == {("training:privacy p20 2026-11-23",)}


def test_a_category():
    sensitive, plain = Category(HEALTH, AT, sensitive="art9"), Category(HEALTH, AT)
    both = {"allow": (may(),), "assets": (asset(categories=(HEALTH,)), asset("mail", where=()))}
    rule = never(Level.READ, DEVELOPER, which=Selector(sensitive=("art9",)))
    first = world(**both, forbid=(rule,), categories=(sensitive,))
    assert why(first, with_others(**both, forbid=(rule,), categories=(plain,)), "gone") == {("category:sick-note",)}
