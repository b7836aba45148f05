"""What the GDPR asks of an organisation, on top of who can really reach what."""
