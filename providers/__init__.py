"""Where it is read: one folder for each provider, all of one form."""
