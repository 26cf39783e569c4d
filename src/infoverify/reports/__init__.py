"""Showing verdicts: one form of output in each module, all of them masked."""
