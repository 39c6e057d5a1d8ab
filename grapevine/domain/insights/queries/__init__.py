"""Reads only: everything here is worked out from what other packages keep."""
