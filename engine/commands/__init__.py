"""The commands of main.py: here alone the parts of the house are wired together, each imported when needed."""
