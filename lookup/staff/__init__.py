"""The staff desk without its pages: accounts, the journal, checks of one person or a whole list, the ledger."""
