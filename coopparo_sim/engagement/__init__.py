"""Tables and meetings, listening, awareness and trust."""
