"""How long checking takes, on sheets made up for the purpose, next to other tools."""
