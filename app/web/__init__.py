"""HTTP in, HTML out: one module a noun, handlers of a few lines."""
