"""The `grapevine` command, told in docs/command-line.md. Each group of verbs is a file or a folder here."""
