"""The ruleset language (规则语言): text in, checked and typed rules out, and their meaning."""
