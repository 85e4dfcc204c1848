"""What writers, translators and voice actors are handed: catalogues to translate, and the script to read."""
