"""Work done in a month, counted instead of timed."""
