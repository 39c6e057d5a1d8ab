"""Django's own engine for PostgreSQL, with a driver made quick and plans that are kept. See ``base`` and ``quick``."""
