"""From reports to claims: one module for each thing an analyst does with the ledger of a case."""
