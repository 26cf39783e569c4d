"""One case of customer information in, findings with clauses out."""
