"""Forms: from what a person typed to plain values; they check shape, never meaning."""
