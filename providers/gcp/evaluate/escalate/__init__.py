"""Latent reach in Google Cloud: who could act as which service account, and who could give himself permissions."""
