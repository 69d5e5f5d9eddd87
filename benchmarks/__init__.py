"""Times, memory and work of the model, measured side by side with what one would use instead."""
