"""A plugin whose extra is not installed."""

import googleapiclient_that_is_not_there  # noqa: F401
