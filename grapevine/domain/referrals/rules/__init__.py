"""Pure rules of referrals: moves, consent, thanks, whose turn it is, figures, chains."""
