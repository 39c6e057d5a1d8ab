"""Stories, comments and words of clients as the API, the command line and the archive tell them."""
