"""The private wing: one reader at a time, answered anew each time and kept by nobody on the way (no-store)."""
