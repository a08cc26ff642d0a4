"""Records read from the dependency trees of sentences."""
