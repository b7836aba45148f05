"""Calls only: what Google Cloud says of projects, policies and services, one file for each service."""
