import pytest

from providers.sandbox.google.objects import Raw, like, part, tagged, without


@pytest.mark.parametrize("kind", [dict, Raw])
def test_what_was_raw_stays_raw(kind):
    item = kind({"id": "1", "x": 2})
    for made in (tagged("k", item), without(item, "x"), part(item, ("id",)), like(item, {})):
        assert type(made) is kind
    assert tagged("k", item) == {"kind": "k", "id": "1", "x": 2}
    assert without(item, "x") == part(item, ("id", "y")) == {"id": "1"}
