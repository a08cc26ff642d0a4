"""The coding schemes of the field, each by its own rules."""
