from providers.sandbox.google.answers import denied
from providers.sandbox.google.calls import Call, Caller
from providers.sandbox.google.documents import document
from providers.sandbox.google.world import World


def test_whose_rights_count_and_what_may_be_left_out():
    assert Caller("sa@x.example").address == "sa@x.example"
    assert Caller("sa@x.example", "p01@x.example").address == "p01@x.example"


def test_a_permission_that_is_not_there_without_a_word():
    def allow(permission, resource):
        if permission == "a":
            raise denied(permission, resource)

    call = Call(World(), document("drive.v3").methods[0], Caller("x"), {"q": "1"}, allow=allow)
    assert (call.may("a", ""), call.may("b", "")) == (False, True)
    assert (call["q"], call.get("no"), call.get("no", 3)) == ("1", "", 3)
