"""A second reading of sentences, from their dependency trees: tolls, and what happened."""
