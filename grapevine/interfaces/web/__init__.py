"""The pages: forms in, templates out. A page composes many reads and makes exactly one write call."""
