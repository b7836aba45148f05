"""What the GDPR asks to be put on paper: for people who ask, and for people who work with data."""
