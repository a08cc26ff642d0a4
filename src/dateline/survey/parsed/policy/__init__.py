"""A second reading of sentences, from their dependency trees: items of policy."""
