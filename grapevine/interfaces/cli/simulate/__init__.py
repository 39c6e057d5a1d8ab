"""`grapevine simulate`: a made-up organisation of any size, into files or into the database."""
