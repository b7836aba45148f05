"""How long a delivery is tried."""

from reports.notices.failing import Patience


def test_twice_as_long_each_time_up_to_a_bound():
    patience = Patience(first=1.0, longest=5.0)
    assert [patience.before(attempt) for attempt in range(1, 6)] == [1.0, 2.0, 4.0, 5.0, 5.0]
