"""What should be: the policy language. Imports nothing else of the project."""
