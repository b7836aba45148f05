"""Google Workspace: directory, groups, mail, calendars, logs."""
