"""The tests. A package of its own name: one of the packages they use brings another `tests` along."""
