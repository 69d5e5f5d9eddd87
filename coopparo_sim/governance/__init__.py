"""Rules of government: what statute and law say."""
