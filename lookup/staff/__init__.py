"""The staff desk without its pages: accounts, the journal, checks of people and lists, the ledger."""
