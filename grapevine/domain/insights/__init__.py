"""Reads only: the source audit, give and take over time, the network's year, the relationship-first comparison."""
