"""What authors write: frozen stories, the rules they can state, and every problem they can have."""
