"""Pure: what Microsoft said → facts, in the words of `providers.microsoft365.kinds`. The same answers give the same facts in the same order."""
