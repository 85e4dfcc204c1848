"""What each character is dressed in: only what needs nothing, is owned or was earned. Knows nothing of pictures."""

from __future__ import annotations

import sqlite3

from engine.shop import refusals
from engine.shop.books import Books
from engine.shop.refusals import ShopRefusal
from engine.story.model import Story


class Wardrobe:
    """The clothes chosen in one story."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def wear(self, story: Story, character: str, outfit: str) -> None:
        """Dress a character from now on. Raises ShopRefusal when there is no such outfit or it is not owned."""
        sku = self._wearable(story, character, outfit)
        with self._books.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO worn (story, character, outfit, sku) VALUES (?, ?, ?, ?)",
                (self._books.story, character, outfit, sku),
            )

    def _wearable(self, story: Story, character: str, outfit: str) -> str | None:
        person = story.cast.get(character)
        if person is None:
            raise ShopRefusal(refusals.NO_CHARACTER, character=character)
        clothes = next((clothes for clothes in person.outfits if clothes.name == outfit), None)
        if clothes is None:
            raise ShopRefusal(refusals.NO_OUTFIT, character=person.name, outfit=outfit)
        if clothes.sku is not None and clothes.sku not in self._books.owned():
            raise ShopRefusal(refusals.NOT_OWNED, outfit=clothes.title or outfit)
        if clothes.when is not None and not self._earned(character, outfit):
            raise ShopRefusal(refusals.NOT_EARNED, outfit=clothes.title or outfit)
        return clothes.sku

    def _earned(self, character: str, outfit: str) -> bool:
        sql = "SELECT 1 FROM earned WHERE story = ? AND character = ? AND outfit = ?"
        return bool(self._books.read(sql, self._books.story, character, outfit))

    def worn(self) -> dict[str, str]:
        """Outfit by character, where one was chosen and is still owned; the others wear their default."""
        owned = self._books.owned()
        sql = "SELECT character, outfit, sku FROM worn WHERE story = ? ORDER BY character"
        rows = self._books.read(sql, self._books.story)
        return {str(character): str(outfit) for character, outfit, sku in rows if sku is None or sku in owned}

    def take_off(self, connection: sqlite3.Connection, sku: str) -> None:
        """Back to the default wherever clothes of this product are worn, within the transaction of `connection`."""
        connection.execute("DELETE FROM worn WHERE story = ? AND sku = ?", (self._books.story, sku))
