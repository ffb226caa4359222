//! Identifiers and secrets: cards, accounts, national numbers, keys.
