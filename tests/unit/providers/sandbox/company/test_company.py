from providers.sandbox.company import PARTS, changed_by, first_night, merged


def test_a_patch_merges_replaces_and_takes_away():
    before = {"kept": 1, "gone": 2, "deep": {"kept": 3, "new": None}, "list": [1, 2]}
    after = merged(before, {"gone": None, "deep": {"kept": 4, "more": {"x": 5}}, "list": [3]})
    assert after == {"kept": 1, "deep": {"kept": 4, "new": None, "more": {"x": 5}}, "list": [3]}
    assert before["gone"] == 2


def test_a_patch_that_only_takes_away_makes_nothing():
    assert merged({}, {"users": {"p20": None}}) == {"users": {}}


def test_the_other_states_differ_from_the_first_night_and_leave_it_as_it_was():
    company = first_night()
    assert set(company) == set(PARTS)
    for state in ("night-two", "mended"):
        assert changed_by(company, state) != company
    assert company == first_night()
