"""The ruling on one request."""

from providers.formula import FALSE, TRUE, Atom, negate, outcomes, text
from providers.gcp.evaluate.authorize import Decision, Effect, Request, Ruling, World, authorize, mentions
from providers.gcp.evaluate.caller import caller
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.condition import Asking
from providers.gcp.evaluate.deny import read_deny
from providers.gcp.evaluate.groups import Groups
from providers.gcp.evaluate.hierarchy import MANAGER
from providers.gcp.evaluate.member import member
from providers.gcp.evaluate.policy import read_allow
from providers.gcp.evaluate.roles import Role, Roles

BUCKET, PROJECT, FOLDER = "//storage.googleapis.com/projects/_/buckets/b", f"{MANAGER}projects/p", f"{MANAGER}folders/1"
ABOVE = {BUCKET: (PROJECT, FOLDER), f"{BUCKET}/objects/1": (BUCKET, PROJECT, FOLDER), PROJECT: (FOLDER,)}
ROLES = Roles({"roles/x": Role(frozenset({"storage.objects.get"}))})
AN = caller(member("user:an@shop.example"), Groups())


def policy(role: str = "roles/x", who: str = "user:an@shop.example", condition: str = "") -> object:
    return read_allow(
        {"version": 3, "bindings": [{"role": role, "members": [who], **({"condition": {"expression": condition}} if condition else {})}]}
    )


def world(**given: object) -> World:
    return World(**{"above": ABOVE, "roles": ROLES, **given})  # type: ignore[arg-type]


def asked(permission: str = "storage.objects.get") -> Request:
    return Request(AN, permission, f"{BUCKET}/objects/1", Asking(Attributes()))


DENY = read_deny(
    {"rules": [{"denyRule": {"deniedPrincipals": ["principalSet://goog/public:all"], "deniedPermissions": ["storage.googleapis.com/*.*"]}}]}
)


def test_each_decision():
    assert authorize(asked(), world()).decision is Decision.IMPLICIT
    assert authorize(asked(), world(allow={FOLDER: policy()})).decision is Decision.ALLOW
    assert authorize(asked(), world(allow={FOLDER: policy()}, deny={PROJECT: (DENY,)})).decision is Decision.EXPLICIT
    assert authorize(asked(), world(allow={BUCKET: policy(condition="destination.port == 1")})).decision is Decision.CONDITIONAL


def test_a_decision_goes_by_all_policies_together():
    atom = Atom("a")
    assert Ruling(atom, atom, FALSE, ()).decision is Decision.IMPLICIT  # without a, nothing grants it
    assert Ruling(TRUE, atom, negate(atom), ()).decision is Decision.EXPLICIT  # denied, or else kept out


def test_grounds_say_what_is_about_the_request():
    ruling = authorize(
        asked(), world(allow={FOLDER: policy(condition="false"), BUCKET: policy(who="user:eva@shop.example")}, deny={PROJECT: (DENY,)})
    )
    assert [(one.effect, one.at, one.formula) for one in ruling.grounds] == [(Effect.DENIES, PROJECT, TRUE), (Effect.GRANTS, FOLDER, FALSE)]
    assert ruling.grounds[1].what == "roles/x for user:an@shop.example"


def test_a_role_that_was_not_read_is_a_gap_of_the_ruling():
    ruling = authorize(asked(), world(allow={FOLDER: policy("roles/unread")}))
    assert ruling.decision is Decision.CONDITIONAL
    assert [one.verdict for one in outcomes(ruling.formula)] == ["unknown"]


def test_an_undecided_deny_never_hides_what_is_granted():
    rule = {"deniedPrincipals": ["principalSet://goog/public:all"], "deniedPermissions": ["storage.googleapis.com/objects.get"]}
    undecided = read_deny({"rules": [{"denyRule": {**rule, "denialCondition": {"expression": "resource.hasTagKey('1/a')"}}}]})
    ruling = authorize(asked(), world(allow={BUCKET: policy()}, deny={FOLDER: (undecided,)}))
    assert text(ruling.formula) == "there is no tag 1/a"


def test_convenience_values_go_by_the_basic_role():
    viewers = member("projectViewer:p")
    assert mentions(viewers, AN, world(allow={PROJECT: policy("roles/viewer")})) is TRUE
    assert mentions(viewers, AN, world(allow={PROJECT: policy("roles/editor")})) is FALSE
    assert mentions(viewers, AN, world()) is FALSE
    assert (
        text(mentions(viewers, AN, world(allow={FOLDER: policy("roles/viewer")})))
        == "roles/viewer from above project p counts for projectViewer:p"
    )
