"""Measured, not promised: formulas against other formulas, imports against the parser alone, pages against a floor."""
