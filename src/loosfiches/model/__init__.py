"""Plain values -> frozen, checked documents; the only door to pydantic."""
