"""From press reports to a ledger of statements: who said what, where, and how reports differ."""
