"""Reading candidacies and rounds for screens; import from the modules."""
