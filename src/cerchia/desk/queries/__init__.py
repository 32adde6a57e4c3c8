"""What the first screens read, each in a handful of queries whatever the number of people."""
