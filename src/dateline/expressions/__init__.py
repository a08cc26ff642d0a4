"""Single expressions of number, time and place: found in a text, and read."""
