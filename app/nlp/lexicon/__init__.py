"""Word lists and patterns as plain data, one module for each room that uses them."""
