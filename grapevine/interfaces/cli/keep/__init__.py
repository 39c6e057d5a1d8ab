"""`grapevine backup` and `grapevine restore`: the whole home folder as one zip file, and back."""
