"""The complete archive of a book as one JSON document, a record a line; it imports again without loss."""

from .read import looks_like, read
from .write import write

__all__ = ["looks_like", "read", "write"]
