"""Caspian Rowe, ferryman and fiddler, put together; parts: cas_face, _hair, _arms and a module for each outfit."""
from . import cas_ferry, cas_festival, cas_legs, cas_pilot, figure
from .cas_face import BROWS, CONTOUR, EAR, EAR_FOLD, EYES, JAW, MOODS, PALETTE, TURN, extras
from .cas_hair import HAIR
from .figure import Character, Head, Stance
from .posture import Posture

NECK = ((454, 430), (456, 500), (446, 540), (414, 578), (350, 612), (370, 720), (500, 860), (640, 720), (700, 606),
        (648, 578), (608, 546), (600, 500), (608, 430))
NECK_LINES = (((470, 548), (482, 610), (496, 650)), ((566, 540), (536, 610), (508, 650)),
              ((506, 668), (560, 652), (630, 640)), ((488, 668), (460, 656), (410, 648)))

CHARACTER = Character(
    palette=PALETTE, head=Head(CONTOUR, JAW, EAR, EAR_FOLD, EYES, BROWS, TURN, extras()), hair=HAIR,
    outfits={"ferry": lambda: cas_ferry.ferry(PALETTE), "festival": lambda: cas_festival.festival(PALETTE),
             "pilot": lambda: cas_pilot.pilot(PALETTE)},
    default="ferry", legs=cas_legs.LEGS, neck=NECK, neck_lines=NECK_LINES,
    stance=Stance(at=(524, 351), tilt=4.5, scale=0.925),
    expressions=MOODS, face_at=(492, 357), mirror=True,
    posture=Posture(shoulders=0.055, hips=-0.065, sway=22, waist=0.07, middle=480), drop=38)


def layers() -> dict[str, str]:
    """Layer name -> SVG document."""
    return figure.layers(CHARACTER)


def figure_json() -> dict:
    """What the engine needs besides the layers' places."""
    return figure.description(CHARACTER)
