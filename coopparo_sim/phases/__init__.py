"""The phases of a month, in the order of the schedule; each reads the world, calls rules, and writes."""
