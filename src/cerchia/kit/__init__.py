"""Kit: what two rooms need and no framework: the clock, refusals, amounts of money.
Owns no table, knows neither Django nor the other rooms."""
