"""Shen Yuheng, the city's surveyor, put together; head: yuheng_face.py, clothes: yuheng_survey.py, yuheng_evening.py."""
from . import features, figure, yuheng_evening, yuheng_survey
from .figure import Character, Head, Stance
from .kit import group
from .yuheng_face import BROWS, CONTOUR, EAR, EAR_FOLD, EYES, HAIR, JAW, MOODS, PALETTE, TURN, glasses

NECK = ((452, 420), (454, 480), (449, 530), (440, 566), (446, 620), (480, 700), (520, 710), (570, 680), (600, 610),
        (600, 560), (588, 530), (584, 480), (590, 410))
NECK_LINES = (((474, 530), (484, 580), (496, 620)), ((556, 520), (532, 580), (506, 620)))
STANCE = Stance(at=(514, 312), tilt=1.0, scale=0.9)
OUTFITS = {"survey": lambda: yuheng_survey.survey(PALETTE), "evening": lambda: yuheng_evening.evening(PALETTE)}

CHARACTER = Character(
    palette=PALETTE, head=Head(CONTOUR, JAW, EAR, EAR_FOLD, EYES, BROWS, TURN), hair=HAIR, outfits=OUTFITS, default="survey",
    neck=NECK, neck_lines=NECK_LINES, stance=STANCE, expressions=MOODS, face_at=(488, 312), over_face=glasses)


def layers() -> dict[str, str]:
    """Layer name -> SVG document; the blink wears the glasses too, as it covers them."""
    closed = features.blink(PALETTE, EYES, TURN) + glasses()
    return {**figure.layers(CHARACTER), "blink": figure.picture(PALETTE, group(group(closed), STANCE.transform()))}


def figure_json() -> dict:
    """What the engine needs besides the layers' places."""
    return figure.description(CHARACTER)
