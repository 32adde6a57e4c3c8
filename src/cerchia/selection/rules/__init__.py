"""Pure rules: who can take part, who may be the same person; import from the modules."""
