"""Two runs compared: changes with causes."""
