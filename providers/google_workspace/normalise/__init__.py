"""Pure: what Workspace said → facts, in the words of `providers.google_workspace.kinds`. The same answers give the same facts in the same order."""
