"""Pure rules of the made-up world: who is in it, what a week brings, and what is known of it afterwards."""
