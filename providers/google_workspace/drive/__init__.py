"""Google Drive: every file, folder and shared drive, with who may do what to it."""
