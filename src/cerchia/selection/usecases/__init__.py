"""What is done with candidacies and rounds, one verb a function. Import from the modules."""
