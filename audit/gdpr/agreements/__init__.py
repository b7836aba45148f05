"""Agreements with processors and with staff: what ends, what is lacking, and drafts to start from (Art. 28, 29 and 32(4))."""
