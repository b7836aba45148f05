from audit.model.facts import Acl, Grant
from audit.runs import tables
from policies.levels import Level


def test_acls_have_a_row_for_each_grant_and_one_for_an_empty_acl():
    acls = [Acl("a", ()), Acl("b", (Grant("p", Level.READ), Grant("q", Level.FIND)))]
    table = tables.table("acls", acls)
    assert table.num_rows == 3
    assert table.column("grants").to_pylist() == [False, True, True]
    assert list(tables.facts("acls", table.to_batches(max_chunksize=1))) == acls
