"""Reconciliation of other people's lists with the archive, by the Reconciliation Service API 0.2 (OpenRefine)."""
