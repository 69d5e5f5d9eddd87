"""The place: its tables, its synthetic people, their ties and their needs."""
