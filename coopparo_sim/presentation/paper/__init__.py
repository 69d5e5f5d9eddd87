"""Results on paper: the sheet for a table, the sheet that compares plans, and the planner's report."""
