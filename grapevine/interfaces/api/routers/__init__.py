"""A router a capability: each operation reads its input, calls one action or a few reads, and shows the result."""
