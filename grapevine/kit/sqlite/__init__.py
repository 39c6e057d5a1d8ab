"""Django's own engine for SQLite, with a fair line before its one writer. See ``base`` and ``line``."""
