"""Pure rules of matching: who could be a partner, both ways, and why. The formula: docs/methods/matching.md."""
