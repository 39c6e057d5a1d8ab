"""How good the formulas are: a bench a rule, run as `python -m bench.methods.RULE`, with `rows() -> list[Row]`."""
