"""Shen Yuheng, the city's surveyor, put together; parts: yuheng_face and a module for each outfit."""
from collections.abc import Callable

from . import features, figure, yuheng_evening, yuheng_legs, yuheng_shirtsleeves, yuheng_survey
from .features import Palette
from .figure import Character, Head, Stance
from .kit import group, shifted
from .posture import Posture
from .yuheng_face import BROWS, CONTOUR, EAR, EAR_FOLD, EYES, HAIR, JAW, MOODS, PALETTE, TURN, glasses

NECK = ((452, 420), (454, 480), (449, 530), (440, 566), (446, 620), (480, 700), (520, 710), (570, 680), (600, 610),
        (600, 560), (588, 530), (586, 480), (598, 420), (606, 370), (470, 380))
NECK_LINES = (((474, 530), (484, 580), (496, 620)), ((556, 520), (532, 580), (506, 620)))
RISE = 28
"""Pixels by which he is taller than the tables of his body and clothes."""
STANCE = Stance(at=(514, 321 - RISE), tilt=1.0, scale=0.9)
COLD_GLARE = 0.75


def worn(draw: Callable[[Palette], str]) -> Callable[[], str]:
    """An outfit in his colours, lifted by his height."""
    return lambda: group(draw(PALETTE), f'transform="translate(0 {-RISE})"')


CHARACTER = Character(
    palette=PALETTE, head=Head(CONTOUR, JAW, EAR, EAR_FOLD, EYES, BROWS, TURN), hair=HAIR,
    outfits={"survey": worn(yuheng_survey.survey), "evening": worn(yuheng_evening.evening),
             "shirtsleeves": worn(yuheng_shirtsleeves.shirtsleeves)}, default="survey", legs=yuheng_legs.LEGS,
    neck=shifted(NECK, 0, -RISE), neck_lines=tuple(shifted(line, 0, -RISE) for line in NECK_LINES), stance=STANCE,
    expressions=MOODS, face_at=(499, 323 - RISE), over_face=glasses,
    posture=Posture(shoulders=-0.03, hips=0.03, sway=8, waist=0.03))


def layers() -> dict[str, str]:
    """Layer name -> SVG document; the blink wears the glasses too, as it covers them, and anger flashes in them."""
    closed = features.blink(PALETTE, EYES, TURN) + glasses()
    cold = features.face(PALETTE, EYES, BROWS, MOODS["angry"], TURN) + glasses(COLD_GLARE)
    own = {"blink": closed, "face_angry": cold}
    return figure.layers(CHARACTER) | {
        name: figure.picture(PALETTE, group(body, STANCE.transform())) for name, body in own.items()}


def figure_json() -> dict:
    """What the engine needs besides the layers' places."""
    return figure.description(CHARACTER)
