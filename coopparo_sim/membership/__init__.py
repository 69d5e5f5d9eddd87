"""Promoting, joining, funding, the campaign, leaving."""
