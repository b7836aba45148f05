import pytest

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.pages import Place, place, token


def test_a_token_is_good_for_its_query_alone():
    made = token(Place(100, 2), ("files.list", "x"))
    assert place(made, ("files.list", "x")) == Place(100, 2)
    assert place("", ("anything",)) == Place(0, 1)
    for text, query in ((made, ("files.list", "y")), (made[:-4], ("files.list", "x")), ("100", ("files.list", "x")), ("é", ())):
        with pytest.raises(Refused) as refused:
            place(text, query)
        assert (refused.value.status, refused.value.location) == (400, "pageToken")
