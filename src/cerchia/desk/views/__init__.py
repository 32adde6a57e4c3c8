"""Pages of the desk: they read, leave a trace where it is due, and answer."""
