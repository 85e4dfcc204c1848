"""One module for each screen; a screen knows the desk and the events of play, never files or networks."""
