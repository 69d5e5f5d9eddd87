"""What is recorded of a run: declared indicators, months, events, invariants."""
