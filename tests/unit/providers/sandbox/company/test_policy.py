import pytest

from policies.load import load_text
from providers.sandbox.company import changed_by, first_night
from providers.sandbox.company.policy import policy_files


@pytest.mark.parametrize("state", ["night-two", "mended"])
def test_the_policy_of_each_state_loads_clean(state: str):
    assert load_text(policy_files(changed_by(first_night(), state))).assets


def test_a_correction_must_fit_exactly_once():
    with pytest.raises(ValueError, match=r"people\.yaml says this 0 times"):
        policy_files({"policy": [{"in": "people.yaml", "said": "nowhere to be found", "says": ""}]})
