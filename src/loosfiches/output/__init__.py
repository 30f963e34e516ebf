"""How files reach the disk: whole or not at all, only when changed, only where they belong."""
