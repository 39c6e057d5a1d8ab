"""The addresses of the pages, a file for each part of the house; ``urls`` puts them together."""
