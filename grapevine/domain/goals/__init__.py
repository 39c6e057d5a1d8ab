"""What a member wants, the activity it takes, and the forecast of what is on its way."""
