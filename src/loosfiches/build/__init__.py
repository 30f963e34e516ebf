"""What every build stands on: digests, and the store of what was made before."""
