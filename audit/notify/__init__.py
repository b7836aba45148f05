"""Who is told of what is new or overdue: readers from the policy, one digest for each, and the paper that says it."""
