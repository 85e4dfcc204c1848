"""What can and cannot happen in a story, whatever the player does; knows no profile, no window and no model."""
