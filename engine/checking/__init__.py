"""What a writer is told beyond what keeps a story from being played: exact, or silent; changes no file."""
