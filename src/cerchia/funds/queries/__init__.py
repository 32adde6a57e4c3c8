"""Reading: plain values for screens, other rooms and the JSON interface."""
