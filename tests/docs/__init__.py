"""The pages of docs/ that are made from the code, so that neither says more than the other: `python -m tests.docs` writes them."""
