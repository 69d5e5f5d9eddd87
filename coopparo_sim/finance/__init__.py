"""Money: a double-entry ledger in whole cents."""
