"""Pure rules of the room: the pact, the calendar of payments, payout accounts, expenses."""
