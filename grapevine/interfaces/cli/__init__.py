"""The `grapevine` command: `grapevine GROUP VERB`, told in docs/command-line.md. Each group is a file or a folder here."""
