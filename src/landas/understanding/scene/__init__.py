"""What the pieces of a text do to each other: who refuses what, and which only say what for."""
