"""Ways in from elsewhere: Ren'Py scripts and character cards become story folders; nothing of theirs is ever run."""
