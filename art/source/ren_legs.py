"""Ren below the hips: work trousers turned up over rope soles, a winter coat and boots, a lamplighter's leggings."""
from itertools import pairwise

from .kit import Points, both, ellipse, even, path, pen, polygon, shifted
from .legs import Below, Foot, Leather, Stuff, boot, leg, shoe, skirt, turned_up, under
from .limbs import cast, folds, stitches

FAR, NEAR = Foot((364, 2484), 0.95, scale=0.98), Foot((584, 2464), 0.62, scale=0.98)
"""His weight is on the viewer's right leg; the other foot is set a little forward and outward."""
FAR_LEG: Points = ((412, 1290), (396, 1640), (372, 1960), (360, 2230), (364, 2456))
NEAR_LEG: Points = ((606, 1290), (604, 1640), (602, 1960), (596, 2230), (585, 2440))
FEET = (FAR.ground, NEAR.ground)

DENIM = Stuff("denim", "#37406f", "#262b52", "#191a38", "#1b1d42", "#7f8cc9")
APRON = Stuff("apronSkirt", "#5a473e", "#4c3b35", "#3c2a22", "#33221f", "#b29680")
ROPE = Leather("#cdb894", "#8d7355", "#fff2d8", "#57412f", "#b08d5c", 6)
SOCK = Leather("#dfe1ee", "#8f93b4", "#ffffff", "#5a5c80", "#dfe1ee")
COAT = Stuff("winterSkirt", "#5d637b", "#4a4f68", "#262a3c", "#2d3250", "#c9cfe6")
WOOL = Stuff("winterTrousers", "#34374f", "#272a42", "#181a2c", "#171930", "#7d84a8")
HIDE = Leather("#6a4534", "#38211c", "#d8a480", "#2c1a18", "#33262a", 8)
HAPPI = Stuff("happiSkirt", "#1f2b68", "#1c265e", "#121738", "#141a48", "#7a8fe0")
LEGGING = Stuff("legging", "#242950", "#1c2043", "#10122c", "#12142f", "#6d78b8")
TABI = Leather("#232a5c", "#121638", "#8fa0e8", "#0f1230", "#d8cdb8", 4)


def _rope(foot: Foot) -> str:
    """The twisted cord of a rope sole."""
    lower = foot.put([(54, 70), (0, 88), (-60, 110), (-120, 127), (-168, 126), (-190, 106)])
    return "".join(pen(shifted(lower, 0, dy), 2.2, "#6f5334", even, 0.8) for dy in (-3, 6)) + stitches(
        shifted(lower, 0, 2), "#f1dcae", 6, "3 8", 0.7)


def _rope_shoe(name: str, foot: Foot) -> str:
    band = pen(foot.put([(-64, -34), (-30, -24), (52, -30)]), 9, "#3f4c8f", even, 0.8)
    return shoe(name, foot, ROPE, [band, pen(foot.put([(-150, 100), (-176, 72), (-128, 40)]), 3, "#8d7355", both)]
                ) + _rope(foot)


def _ankle(name: str, foot: Foot) -> str:
    """A grey sock between hem and shoe."""
    x, y = foot.ankle
    left, right = [(x - 47, y - 130), (x - 46, y - 60)], [(x + 47, y - 130), (x + 46, y - 60)]
    sock = Stuff(f"{name}Wool", "#9aa0c0", "#9aa0c0", "#4a4c70", "#555a80", "#ffffff")
    ribs = [pen([(x + dx, y - 130), (x + dx, y - 60)], 2, "#4f547c", even, 0.4) for dx in (-30, -15, 0, 15, 30)]
    return sock.gradient() + skirt(name, sock, left, right, [(x, y - 50)], [], ribs)


def work() -> str:
    """Apron to the knee over dark work trousers, turned up; socks, rope-soled shoes."""
    wide = ((0, 232), (0.3, 226), (0.52, 184), (0.75, 168), (1, 158))
    left = [(279, 1200), (279, 1300), (274, 1460), (282, 1600), (300, 1720)]
    right = [(746, 1200), (746, 1300), (752, 1460), (742, 1600), (718, 1730)]
    hem = [(330, 1762), (420, 1782), (520, 1790), (620, 1786), (694, 1768)]
    creases = [([(430, 1310), (424, 1500), (408, 1760)], 22), ([(600, 1310), (616, 1520), (640, 1770)], 20),
               ([(520, 1380), (522, 1560), (516, 1780)], 16), ([(332, 1400), (330, 1540), (344, 1740)], 16)]
    shadow = [under([left[-1], *hem, right[-1]], DENIM.shade)]
    legs = [leg("farLeg", DENIM, (*FAR_LEG[:-1], (362, 2394)), wide, over=shadow),
            turned_up("farHem", (362, 2402), 170, 62, DENIM),
            leg("nearLeg", DENIM, (*NEAR_LEG[:-1], (589, 2380)), wide, inner=-1, over=shadow),
            turned_up("nearHem", (589, 2388), 170, 62, DENIM)]
    return "".join((DENIM.gradient(), APRON.gradient(1300, 1790), _ankle("farSock", FAR), _ankle("nearSock", NEAR),
                    _rope_shoe("nearShoe", NEAR), _rope_shoe("farShoe", FAR), *legs,
                    skirt("apronFront", APRON, left, right, hem, creases), _pockets()))


def _pockets() -> str:
    """The lower ends of the two leather pockets."""
    def pocket(x0: float, x1: float, low: float) -> str:
        d = (f"M{x0},1240 L{x0},{low - 30} Q{x0 + 2},{low} {x0 + 36},{low} L{x1 - 36},{low + 2} "
             f"Q{x1 - 2},{low} {x1},{low - 32} L{x1},1240 Z")
        seam = stitches([(x0 + 8, 1300), (x0 + 12, low - 26), (x0 + 40, low - 10), (x1 - 40, low - 8),
                         (x1 - 12, low - 28), (x1 - 8, 1300)], "#f0cfa2", 1.8, "7 5")
        fall = pen([(x0 + 6, low + 10), ((x0 + x1) / 2, low + 16), (x1 - 4, low + 10)], 22, "#33221f", both, 0.5,
                   'filter="url(#soft4)"')
        return fall + path(d, "#7a4d32", 1, "#4f2f1f", 2.4) + seam
    return pocket(290, 466, 1368) + pocket(536, 690, 1372)


def winter() -> str:
    """The coat to the knee with its slit, dark trousers, brown boots."""
    wide = ((0, 220), (0.3, 214), (0.52, 176), (0.75, 152), (1, 150))
    left = [(254, 1200), (254, 1300), (238, 1480), (226, 1680), (222, 1850)]
    right = [(779, 1200), (779, 1300), (794, 1480), (800, 1680), (798, 1850)]
    hem = [(300, 1876), (400, 1890), (500, 1896), (520, 1894), (640, 1892), (726, 1876)]
    creases = [([(396, 1310), (384, 1560), (360, 1880)], 26), ([(648, 1310), (668, 1560), (696, 1880)], 26),
               ([(310, 1420), (296, 1620), (282, 1860)], 18), ([(730, 1420), (742, 1640), (748, 1860)], 18)]
    shadow = [under([left[-1], *hem, right[-1]], WOOL.shade, 90)]
    legs = [leg("farLeg", WOOL, FAR_LEG, wide, over=shadow),
            leg("nearLeg", WOOL, NEAR_LEG, wide, inner=-1, over=shadow)]
    closing = [pen([(506, 1200), (504, 1500), (498, 1896)], 3.4, COAT.line, even),
               pen([(490, 1200), (488, 1500), (480, 1896)], 12, COAT.shade, even, 0.4, 'filter="url(#soft4)"')]
    return "".join((WOOL.gradient(), COAT.gradient(1300, 1890), boot("nearBoot", NEAR, HIDE, 150, 112),
                    boot("farBoot", FAR, HIDE, 150, 112), *legs,
                    skirt("coatSkirt", COAT, left, right, hem, creases, closing)))


FLAMES = ((284, 290), (326, 332), (368, 374), (410, 416), (452, 458), (480, 503), (511, 540), (546, 570), (628, 662),
          (675, 712), (727, 748))
"""From where to where each white tongue of the hem reaches where the coat's own drawing ends; the first five, under the
pocket, begin below.
"""


def _flames() -> list[str]:
    """The white hem whose tongues lick up the coat, and the front band over it."""
    top = [(230.0, 1352.0)]
    for (start, end), (onward, _) in pairwise((*FLAMES, (770, 770))):
        high = 1296 if start > 470 else 1306
        top += [(start, high), (end, high), ((end + onward) / 2, 1346)]
    field = path(polygon([*top, (800, 1330), (800, 1530), (230, 1530)]), "#e2d3d2", 1, HAPPI.line, 2.2)
    band = pen([(599, 1280), (602, 1400), (606, 1530)], 58, "#1c2150", even) + "".join(
        pen([(599 + dx, 1280), (602 + dx, 1400), (606 + dx, 1530)], 3.4, "#cfc2cf", even, 0.9) for dx in (-14, 14))
    return [field, cast([(690, 1280), (712, 1400), (722, 1530), (800, 1530), (800, 1280)], "#8a7896", 0.5),
            folds([([(400, 1330), (394, 1420), (384, 1510)], 16), ([(660, 1330), (670, 1420), (680, 1510)], 16)],
                  "#8a7896", 0.5), band]


def _gaiter(name: str, foot: Foot, lean: float) -> str:
    """A wrapped gaiter from the knee down, with its cords."""
    x, y = foot.ankle
    left = [(x + lean - 74, y - 410), (x + lean - 78, y - 330), (x - 64, y - 190), (x - 50, y - 60)]
    right = [(x + lean + 74, y - 410), (x + lean + 76, y - 330), (x + 62, y - 190), (x + 50, y - 60)]
    stuff = Stuff(f"{name}Cloth", "#3f57ac", "#26347a", "#121738", "#161d4e", "#a9b9ff")
    cords = [pen([(x + lean * k - w, y - h), (x + lean * k, y - h + 13), (x + lean * k + w, y - h)], 7, "#e05a3c", even)
             for h, w, k in ((384, 76, 1.0), (90, 54, 0.0))]
    wraps = [pen([(x + lean * k - 76, y - h + 34), (x + lean * k, y - h + 22), (x + lean * k + 76, y - h - 20)], 3,
                 stuff.line, even, 0.6) for h, k in ((320, 0.9), (250, 0.6), (180, 0.3), (130, 0.1))]
    return stuff.gradient(2060, 2440) + skirt(name, stuff, left, right, [(x, y - 46)], [], [*wraps, *cords])


def _tabi(name: str, foot: Foot) -> str:
    split = pen(foot.put([(-190, 92), (-158, 74), (-128, 44)]), 4, "#0a0c22", both)
    return shoe(name, foot, TABI, [split])


def lamplighter() -> str:
    """The short coat's hem, close leggings, wrapped gaiters with vermilion cords, split-toed shoes; the staff's end."""
    close = ((0, 224), (0.3, 206), (0.52, 152), (0.75, 140), (1, 108))
    left = [(261, 1200), (261, 1300), (248, 1380), (240, 1470)]
    right = [(746, 1200), (746, 1300), (758, 1380), (766, 1480)]
    hem = [(330, 1494), (440, 1506), (520, 1508), (620, 1506), (700, 1496)]
    creases = [([(400, 1310), (394, 1400), (384, 1500)], 22), ([(620, 1310), (630, 1400), (642, 1500)], 20),
               ([(500, 1310), (504, 1400), (506, 1500)], 18)]
    shadow = [under([left[-1], *hem, right[-1]], LEGGING.shade)]
    legs = [leg("farLeg", LEGGING, FAR_LEG, close, breaks=False, over=shadow),
            leg("nearLeg", LEGGING, NEAR_LEG, close, inner=-1, breaks=False, over=shadow)]
    staff = [(278, 1288), (240, 1360), (209, 1420)]
    pole = pen(staff, 24, "#5a3821", even) + pen(shifted(staff, 2, 0), 17, "#a5733f", even) + pen(
        shifted(staff, 4, 0), 5, "#e2b37a", even, 0.8) + ellipse(209, 1420, 12, 9, "#7a5a2c")
    return "".join((LEGGING.gradient(), HAPPI.gradient(1300, 1500), _tabi("nearTabi", NEAR), _tabi("farTabi", FAR),
                    *legs, _gaiter("farGaiter", FAR, -4), _gaiter("nearGaiter", NEAR, 8),
                    skirt("happiHem", HAPPI, left, right, hem, creases, _flames()), pole))


LEGS = {"work": Below(work, FEET, 46), "winter": Below(winter, FEET, 200),
        "lamplighter": Below(lamplighter, FEET, 60, ((240, 318),))}
