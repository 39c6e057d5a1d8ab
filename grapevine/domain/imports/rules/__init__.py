"""Pure rules of bringing people in: what a record is, whom it means, what of it may change."""
