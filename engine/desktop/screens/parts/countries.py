"""What the regions of the help lines are called on the pages of settings. Knows no screen."""

from engine.improv.hotlines import INTERNATIONAL
from engine.language import mark

COUNTRIES = {
    "US": mark("United States"),
    "CA": mark("Canada"),
    "GB": mark("United Kingdom"),
    "IE": mark("Ireland"),
    "EU": mark("European Union"),
    "DE": mark("Germany"),
    "FR": mark("France"),
    "AU": mark("Australia"),
    "NZ": mark("New Zealand"),
    "JP": mark("Japan"),
    "CN": mark("China mainland"),
    "TW": mark("Taiwan"),
    "HK": mark("Hong Kong"),
    INTERNATIONAL: mark("Elsewhere"),
}
