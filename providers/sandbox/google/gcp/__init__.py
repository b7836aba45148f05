"""Google Cloud: the hierarchy, its policies and its resources."""
