"""Many articles: read from files and streams, kept in a store, resumed."""
