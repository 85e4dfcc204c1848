"""Caspian below the hips, as he is seen (turned): wide trousers in sea boots, the festival coat's hem over clogs, or a
pilot's long coat; his fiddle's lower half.
"""
from .cas_arms import fiddle
from .cas_festival import seigaiha
from .kit import Points, both, even, group, path, pen, shifted, smooth
from .legs import Below, Foot, Leather, Stuff, boot, laces, leg, shoe, skirt, under
from .limbs import cast, stitches

FAR, NEAR = Foot((400, 2466), 0.62, scale=0.98), Foot((640, 2484), 0.95, True, scale=0.98)
"""His weight is on the viewer's left leg; the other is set out to the side, as on a deck."""
FAR_LEG: Points = ((400, 1290), (404, 1640), (408, 1960), (404, 2230), (400, 2440))
NEAR_LEG: Points = ((616, 1290), (626, 1640), (640, 1960), (642, 2230), (640, 2456))
FEET = (FAR.ground, NEAR.ground)
AS_HELD = 'transform="matrix(1 -0.065 0 1 22 67.8) translate(1000 0) scale(-1 1)"'
"""Where his posture puts what is drawn for the upright, unturned figure."""

WIDE = Stuff("wideTrousers", "#443848", "#352b3d", "#1f1626", "#211629", "#a48fa8")
SEA = Leather("#6e4a30", "#37221a", "#e2b27e", "#2a1a14", "#2c211d", 10)
COAT = Stuff("festivalSkirt", "#b52430", "#a01e2e", "#4c1020", "#64142a", "#ff9a6e")
NAVY = Stuff("festivalTrousers", "#2b3054", "#20243f", "#12142a", "#14163a", "#7c86c4")
TABI = Leather("#e9e6ee", "#8f89a8", "#ffffff", "#4d4866", "#c99a5c", 26)
PILOT = Stuff("pilotSkirt", "#171e44", "#141a3c", "#0a0d24", "#0b0f2c", "#6f7fc4")
CLOTH = Stuff("pilotTrousers", "#1b2248", "#151b3c", "#0a0d22", "#0b0e28", "#6675b4")
BLACK = Leather("#23243a", "#0d0d1c", "#b6c0e8", "#0a0a16", "#15151f", 8)


def ferry() -> str:
    """Wide trousers gathered into sea boots with their tops turned down; the rope's end, the fiddle."""
    full = ((0, 234), (0.3, 238), (0.6, 224), (0.85, 214), (1, 168))
    far, near = ((394, 1290), *FAR_LEG[1:3], (404, 2130)), ((624, 1290), *NEAR_LEG[1:3], (642, 2140))
    legs = [leg("farLeg", WIDE, far, full, 0.62), leg("nearLeg", WIDE, near, full, 0.62, -1)]
    rope = [(406, 1280), (410, 1330), (404, 1386)]
    cord = pen(rope, 24, "#5d4420", even) + pen(rope, 18, "#c9a56c", even) + stitches(rope, "#7d5d30", 14, "3 8", 0.7)
    tuft = "".join(pen([(404, 1380), (404 + dx, 1404), (402 + dx * 1.6, 1430)], 5, "#d8b67c", both) for dx in
                   (-10, -4, 3, 9))
    return "".join((WIDE.gradient(), *legs, _sea_boot("nearBoot", NEAR), _sea_boot("farBoot", FAR), cord, tuft,
                    pen([(560, 1330), (600, 1420), (690, 1430)], 60, WIDE.shade, both, 0.5, 'filter="url(#soft8)"'),
                    group(fiddle(), AS_HELD)))


def _sea_boot(name: str, foot: Foot) -> str:
    """A boot to below the knee with its top turned down."""
    x, y = foot.ankle
    cuff = Stuff(f"{name}Cuff", "#a0764c", "#8a6240", "#2a1a14", "#4a2c1c", "#f2cf9c")
    left, right = [(x - 92, y - 366), (x - 98, y - 290)], [(x + 92, y - 366), (x + 98, y - 290)]
    return boot(name, foot, SEA, 350, 158) + cuff.gradient(2080, 2220) + skirt(
        f"{name}Top", cuff, left, right, [(x, y - 272)], [], [pen([(x - 92, y - 362), (x, y - 344), (x + 92, y - 362)],
                                                              8, cuff.shade, even, 0.6)])


def _sash_end() -> str:
    """The sash's end with its red stripes and fringe."""
    d = smooth([(362, 1240), (360, 1300), (356, 1352)]) + " L424,1356 " + "L" + smooth([(428, 1300), (432, 1240)])[1:]
    fringe = "".join(pen([(360 + 7 * i, 1350), (358 + 7 * i, 1384)], 5, "#d9b681", both) for i in range(10))
    return fringe + path(f"{d} Z", "#d9b681", 1, "#6d4a2a", 2.4) + "".join(
        pen([(357, y), (426, y + 4)], 5, "#c8402c", even) for y in (1312, 1328))


def festival() -> str:
    """The coat's hem of waves, wide navy trousers to the shin, white split-toed socks on wooden clogs."""
    full = ((0, 222), (0.3, 216), (0.52, 192), (0.75, 186), (1, 184))
    left, right = [(268, 1200), (268, 1300), (256, 1400)], [(749, 1200), (749, 1300), (764, 1390)]
    hem = [(330, 1414), (440, 1424), (520, 1426), (620, 1420), (700, 1408)]
    shadow = [under([left[-1], *hem, right[-1]], NAVY.shade)]
    legs = [leg("farLeg", NAVY, (*FAR_LEG[:-1], (402, 2340)), full, over=shadow, breaks=False),
            leg("nearLeg", NAVY, (*NEAR_LEG[:-1], (642, 2352)), full, inner=-1, over=shadow, breaks=False)]
    scales = path(smooth([(220, 1262), (500, 1268), (800, 1240)]) + " L800,1500 L220,1500 Z", "url(#scales)")
    edge = pen(shifted([left[-1], *hem, right[-1]], 0, -8), 12, "#f3dfb6", even)
    slit = path("M512,1240 L548,1440 L486,1440 Z", "#23273f", 1, "#12142a", 2.4)
    socks = "".join(_clog(name, foot) for name, foot in (("near", NEAR), ("far", FAR)))
    return "".join((COAT.gradient(1300, 1420), NAVY.gradient(), seigaiha("scales", 0), socks, *legs,
                    skirt("festivalHem", COAT, left, right, hem, [([(400, 1310), (390, 1420)], 18),
                                                                  ([(640, 1310), (652, 1410)], 18)],
                          [scales, edge, slit]), _sash_end()))


def _clog(name: str, foot: Foot) -> str:
    """A white split-toed sock on a wooden clog, its thong vermilion."""
    x, y = foot.ankle
    shin = Stuff(f"{name}Sock", "#d6d2e0", "#e4e0ea", "#4d4866", "#8f89a8", "#ffffff")
    ankle = skirt(f"{name}Shin", shin, [(x - 52, y - 160), (x - 46, y - 60)], [(x + 52, y - 160), (x + 46, y - 60)],
                  [(x, y - 52)], [])
    split = pen(foot.put([(-190, 92), (-160, 74), (-132, 46)]), 4, "#4d4866", both)
    thong = [pen(foot.put([(-156, 72), (-110, 60), (-40, 66), (30, 40)]), 13, "#d8452e", even),
             pen(foot.put([(-156, 72), (-118, 26), (-84, -4)]), 13, "#d8452e", even)]
    return shin.gradient(2300, 2440) + ankle + shoe(f"{name}Clog", foot, TABI, [split, *thong])


def pilot() -> str:
    """The coat to mid-thigh with its closing, pressed trousers, polished shoes."""
    wide = ((0, 218), (0.3, 204), (0.52, 170), (0.75, 154), (1, 150))
    left = [(260, 1200), (260, 1300), (246, 1440), (238, 1600)]
    right = [(764, 1200), (764, 1300), (780, 1440), (788, 1590)]
    hem = [(330, 1622), (430, 1632), (520, 1634), (620, 1630), (710, 1614)]
    shadow = [under([left[-1], *hem, right[-1]], CLOTH.shade, 90)]
    legs = [leg("farLeg", CLOTH, FAR_LEG, wide, over=shadow), leg("nearLeg", CLOTH, NEAR_LEG, wide, inner=-1,
                                                                 over=shadow)]
    creases = [([(360, 1310), (350, 1460), (336, 1620)], 24), ([(440, 1330), (436, 1480), (430, 1630)], 16),
               ([(660, 1330), (676, 1470), (690, 1616)], 24)]
    closing = [pen([(509, 1200), (510, 1400), (504, 1640)], 3.6, PILOT.line, even),
               pen([(503, 1200), (504, 1400), (498, 1640)], 2, PILOT.lit, even, 0.5),
               cast([(560, 1280), (600, 1330), (690, 1344), (770, 1310), (770, 1270)], PILOT.shade, 0.5)]
    return "".join((PILOT.gradient(1300, 1630), CLOTH.gradient(), shoe("nearShoe", NEAR, BLACK, laces(NEAR, "#4a4d70")),
                    shoe("farShoe", FAR, BLACK, laces(FAR, "#4a4d70")), *legs,
                    skirt("pilotHem", PILOT, left, right, hem, creases, closing)))


LEGS = {"ferry": Below(ferry, FEET, 90, ((480, 1000), (380, 440))), "festival": Below(festival, FEET, 12),
        "pilot": Below(pilot, FEET, 100, ((640, 1000),))}
