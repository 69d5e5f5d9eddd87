"""Mesa's own page for researchers: one future, month by month, with a map, ties, time series and levers."""
