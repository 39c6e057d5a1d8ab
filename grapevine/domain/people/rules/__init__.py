"""Pure rules of people: the card, names, ways to reach them, who may be the same person."""
