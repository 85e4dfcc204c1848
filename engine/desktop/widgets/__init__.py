"""The small set of widgets that screens are made of; they know the canvas and happenings, and no story."""

from engine.desktop.widgets.base import TOUCH, Label, Widget
from engine.desktop.widgets.buttons import Button, Toggle
from engine.desktop.widgets.choices import Card, ChoiceList
from engine.desktop.widgets.field import TextField
from engine.desktop.widgets.scroll import ScrollView
from engine.desktop.widgets.slider import Slider

__all__ = ["TOUCH", "Button", "Card", "ChoiceList", "Label", "ScrollView", "Slider", "TextField", "Toggle", "Widget"]
