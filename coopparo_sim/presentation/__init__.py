"""What is shown of results: numbers by language, pictures, and a summary in words."""
