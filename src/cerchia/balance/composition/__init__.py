"""Problem C: compose circles that work. Other rooms may call `propose`."""
