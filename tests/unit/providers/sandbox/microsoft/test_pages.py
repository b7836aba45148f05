from providers.sandbox.microsoft.pages import Place, seal, unseal


def test_a_token_is_good_for_its_query_alone():
    token = seal([3, 2], ("users", ("$top", "3")))
    assert unseal(token, ("users", ("$top", "3"))) == [3, 2]
    assert unseal(token, ("users", ("$top", "4"))) is None
    assert [unseal(text) for text in ("", "x", "é", token[:-1], "A" * 40)] == [None] * 5
    assert Place() == Place(0, 1)
