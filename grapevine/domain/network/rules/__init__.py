"""Pure rules of the network: what a relationship's facts come to, and how a list is cut into pages."""
