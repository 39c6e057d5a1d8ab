"""Pure rules of accounts: the actor, and who may do what."""
