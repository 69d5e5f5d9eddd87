"""Scenario files: their schema, their reading, and what is wrong with them."""
