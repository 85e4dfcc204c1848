"""The language server: what `check` knows, while a writer types; speaks to editors and to nobody else."""
