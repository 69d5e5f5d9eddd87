"""Real campaigns and what they teach: cases as scenarios, patterns to meet, the fit, and how far it carries."""
