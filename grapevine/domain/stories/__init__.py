"""Stories told from closed referrals, with the consent of those in them, and the comments of their readers."""
