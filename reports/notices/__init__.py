"""Notices: a digest laid out for mail, Slack, Teams or a webhook, and sent there once."""
