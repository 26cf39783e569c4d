"""Validators: one kind of datum, one module, the same verbs in each."""
