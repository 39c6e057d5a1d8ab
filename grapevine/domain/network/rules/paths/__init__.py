"""Warm-introduction paths: how likely a tie is to carry an introduction, and the best chains of at most three ties.

`tie` weighs one tie, `ties` holds many, `search` finds the best chains, `diverse` picks those that do not lean on
the same people. Sources and figures: docs/methods/paths.md.
"""
