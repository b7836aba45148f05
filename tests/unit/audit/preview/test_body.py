"""What a script gets of a preview."""

from audit.preview.body import Effect, PolicyChange, Verb


def test_a_change_goes_by_its_kind_and_id():
    assert PolicyChange("allow", "A12", Verb.ADDED, Effect.LOOSER).key == "allow:A12"
