"""What many futures say together: summaries with intervals, and comparisons of two plans future by future."""
