"""Calls to Azure Resource Manager alone, one file for each service: raw documents."""
