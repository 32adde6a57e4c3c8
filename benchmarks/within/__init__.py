"""Programs that run inside an edition and print one line of JSON."""
