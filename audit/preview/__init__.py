"""A run held against two policies: who would newly violate, who would newly be allowed, and by which change of the policy."""
