"""Small general tools that know nothing of networking: clock, text, tokens, errors, jobs, database differences."""
