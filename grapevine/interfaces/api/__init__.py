"""REST: the same nouns and the same actions as every other way in, for programs; a router a capability."""
