"""What the adapters that read Microsoft share: sign-in, calls, pace, names. Nothing about drives or roles is in it."""
