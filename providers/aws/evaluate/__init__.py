"""Pure: policy documents to acls, one file for each concept."""
