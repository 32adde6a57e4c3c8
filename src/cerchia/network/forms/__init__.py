"""Forms of the network, one module for each part of its life."""
