"""`grapevine serve` and `grapevine worker`: one parent that keeps the web server and the worker alive."""
