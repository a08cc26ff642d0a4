"""From an article to checked records: ask, ground, reconcile, audit, resolve, link."""
