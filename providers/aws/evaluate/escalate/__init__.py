"""Latent reach through IAM: the known ways to give oneself access (`ways`), who could take them, and what comes of it."""
