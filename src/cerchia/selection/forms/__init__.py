"""Shapes of what is typed; import from the modules."""
