"""The reports of every run as pages on this machine: for whoever reads them, in a browser, and nobody else."""
