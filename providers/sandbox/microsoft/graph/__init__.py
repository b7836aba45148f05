"""Microsoft Graph v1.0."""
