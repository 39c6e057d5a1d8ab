"""What a story says and to whom, who is named in it, what a reader may add, and a client's own words."""
