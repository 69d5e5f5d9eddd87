"""The live page for a table: levers that move, pictures that follow, in one file that needs no network."""
