"""The pages on which circles are put together."""
