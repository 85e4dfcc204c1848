"""Art by name: nothing outside of its folder, placeholders for what is missing, memory in bounds, figures."""

import json
from pathlib import Path

import pygame
import pytest
from desktop_rig import window
from hypothesis import given
from hypothesis import strategies as st

from engine.desktop.assets import Assets, light_of
from engine.desktop.canvas import Canvas
from engine.desktop.figures import SHADE
from engine.desktop.lettering import Lettering
from engine.desktop.look import Look, Stance
from engine.desktop.scale import Scale
from engine.desktop.stagecraft import StageView

RED, BLUE, GREEN = (220, 30, 30, 255), (30, 30, 220, 255), (30, 220, 30, 255)
WHITE = (255, 255, 255, 255)


@pytest.fixture
def art(tmp_path: Path):
    """A folder with one background and one layered character, and an open display to convert pictures for."""
    folder = tmp_path / "art"
    with window(folder):
        _picture(folder / "backgrounds" / "roof.webp", (320, 180), RED)
        _picture(tmp_path / "secret.webp", (8, 8), BLUE)
        _character(folder / "characters" / "ren")
        yield folder


def _picture(path: Path, size: tuple[int, int], colour: tuple[int, int, int, int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    surface = pygame.Surface(size, pygame.SRCALPHA)
    surface.fill(colour)
    pygame.image.save(surface, path.with_suffix(".png"))
    path.with_suffix(".png").rename(path)


def _character(folder: Path) -> None:
    layers = {"body": RED, "outfit_work": BLUE, "face_neutral": GREEN, "face_smile": RED, "blink": BLUE}
    layers |= {"mouth_neutral": RED, "mouth_neutral_half": GREEN, "mouth_neutral_open": BLUE}
    for name, colour in layers.items():
        _picture(folder / f"{name}.webp", (20, 20), colour)
    plan = {
        "canvas": [100, 130],
        "face": [50, 37],
        "default": "work",
        "order": ["body", "outfit_{outfit}", "face_{expression}", "mouth_{expression}", "front_{outfit}"],
        "layers": {name: {"file": f"{name}.webp", "at": [10 * i, 10]} for i, name in enumerate(layers)},
        "blink": {"layer": "blink", "unless": ["smile"]},
        "talk": {"mouth": "mouth_{expression}", "half": "mouth_{expression}_half", "open": "mouth_{expression}_open"},
    }
    (folder / "figure.json").write_text(json.dumps(plan))


ODD = ["../secret", "..", "/etc/passwd", "a/../../secret", "C:\\x", "", "conftest", "../tests/conftest"]


@given(st.one_of(st.text(max_size=40), st.sampled_from(ODD)))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever a story calls its art, only a plain name is looked up, and never outside."""
    assets = Assets(Path(__file__).parent)
    found = assets.file("", name, "py")
    assert found is None or found.parent == Path(__file__).parent


def test_a_link_out_of_the_folder_is_not_followed(art: Path) -> None:
    """A symbolic link in the art folder that points outside counts as missing."""
    (art / "backgrounds" / "sly.webp").symlink_to(art.parent / "secret.webp")
    assets = Assets(art, eager=True)
    assert assets.file("backgrounds", "sly", "webp") is None
    assert assets.file("backgrounds", "roof", "webp") is not None


def test_a_background_fills_its_size(art: Path) -> None:
    """A picture is scaled to the size that is asked for, and kept."""
    assets = Assets(art, eager=True)
    one = assets.background("roof", (640, 300))
    assert one is not None
    assert one.get_size() == (640, 300)
    assert one.get_at((320, 150))[:3] == RED[:3]
    assert assets.background("roof", (640, 300)) is one


def test_what_is_missing_is_named_and_logged_once(art: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A missing background gives a placeholder, and one line in the log however often it is asked for."""
    assets = Assets(art, eager=True)
    for size in ((640, 360), (320, 180)):
        assert assets.background("nowhere", size) is not None
    assert assets.missing == {"backgrounds/nowhere"}
    assert len([one for one in caplog.records if "backgrounds/nowhere" in one.getMessage()]) == 1


def test_a_spoilt_picture_is_replaced(art: Path) -> None:
    """A file that is no picture is logged and replaced, not raised."""
    (art / "backgrounds" / "broken.webp").write_bytes(b"no picture")
    assert Assets(art, eager=True).background("broken", (64, 36)) is not None


def test_memory_stays_within_its_bound(art: Path) -> None:
    """The oldest pictures go when the budget is used up; the newest stays."""
    assets = Assets(art, eager=True)
    assets.budget = 1_000_000
    for width in range(300, 360, 4):
        assets.background("roof", (width, 200))
        assert assets.weight <= assets.budget
    assert assets.weight > 0


def test_the_loader_works_in_a_thread(art: Path) -> None:
    """Without `eager` the first question is answered by None, and soon after by the picture."""
    assets = Assets(art)
    assert assets.background("roof", (640, 360)) is None
    for _ in range(500):
        if not assets.busy:
            break
        pygame.time.wait(10)
    assert assets.background("roof", (640, 360)) is not None
    assets.close()


def test_layers_are_composed_in_order(art: Path) -> None:
    """Body, outfit and the face of the expression are there; closed eyes come as a patch."""
    figure = Assets(art, eager=True).figure("ren", "work", "neutral", 130)
    assert figure is not None
    assert (figure.size, figure.face, figure.offset) == ((100, 130), (50, 37), (0, 10))
    assert figure.picture.get_at((5, 5))[:3] == RED[:3]
    assert figure.picture.get_at((15, 5))[:3] == BLUE[:3]
    assert figure.picture.get_at((25, 5))[:3] == GREEN[:3]
    assert figure.blink is not None
    assert figure.blink[1] == (37, 7)


def test_a_speaking_mouth_takes_the_place_of_the_closed_one(art: Path) -> None:
    """Half open and open come as patches that cover the mouth at rest; a face without such layers keeps it shut."""
    assets = Assets(art, eager=True)
    figure, smiling = (assets.figure("ren", "work", mood, 130) for mood in ("neutral", "smile"))
    assert figure is not None
    assert smiling is not None
    assert [at for _, at in figure.mouths] == [(47, 7), (47, 7)]
    half, wide = (patch for patch, _ in figure.mouths)
    assert (half.get_at((6, 8))[3], half.get_at((18, 8))[:3]) == (0, GREEN[:3])
    assert wide.get_at((28, 8))[:3] == BLUE[:3]
    assert (smiling.mouths, smiling.blink) == ((), None)


def test_what_a_figure_lacks_falls_back(art: Path) -> None:
    """An unknown outfit is the default one, an unknown expression the neutral one, an unknown person a silhouette."""
    assets = Assets(art, eager=True)
    usual = assets.figure("ren", "work", "neutral", 130)
    other = assets.figure("ren", "winter", "furious", 130)
    stranger = assets.figure("nobody", "work", "neutral", 130)
    assert usual is not None
    assert other is not None
    assert stranger is not None
    assert pygame.image.tobytes(usual.picture, "RGBA") == pygame.image.tobytes(other.picture, "RGBA")
    assert assets.missing == {
        "characters/ren/outfit_winter",
        "characters/ren/face_furious",
        "characters/nobody/figure.json",
    }


def test_a_spoilt_figure_file_is_a_silhouette(art: Path) -> None:
    """A figure.json that cannot be read stands for a missing one."""
    (art / "characters" / "ren" / "figure.json").write_text('{"canvas": 3}')
    assert Assets(art, eager=True).figure("ren", "work", "neutral", 130) is not None


def test_light_comes_from_the_place(art: Path) -> None:
    """A red place throws reddish, light colours."""
    red, green, blue = light_of(pygame.image.load(art / "backgrounds" / "roof.webp"))
    assert red == 255
    assert 120 < green < 200
    assert green == blue


def test_the_stage_changes_softly_and_then_breathes(art: Path) -> None:
    """A new look dissolves in, settles, and then only the figure moves."""
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    stage.look = Look("roof")
    for _ in range(90):
        stage.tick(1 / 60)
    assert stage.settled
    stage.look = stage.look.with_cast("ren", Stance("neutral", "work", "left"))
    assert stage.tick(1 / 60)[0]
    assert not stage.settled
    for _ in range(90):
        moving = stage.tick(1 / 60)[0]
    assert stage.settled
    assert not moving
    seen = [damage for _ in range(300) for _, damage in [stage.tick(1 / 60)] if damage is not None]
    assert seen
    assert all(box.w < 1000 for box in seen)


def test_a_calm_stage_is_still(art: Path) -> None:
    """With reduced motion nobody breathes or blinks."""
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    stage.calm = True
    stage.look = Look("roof", None, (("ren", Stance("neutral", "work", "left")),))
    for _ in range(120):
        stage.tick(1 / 60)
    assert all(stage.tick(1 / 60) == (False, None) for _ in range(600))


def _drawn_anew(stage: StageView, speaking: str | None) -> int:
    """How often something is drawn again in five seconds."""
    stage.speaking = speaking
    return sum(stage.tick(1 / 30) != (False, None) for _ in range(150))


def test_only_who_speaks_moves_the_mouth(art: Path) -> None:
    """While words are typed the speaker's face is drawn more often; for others, and with reduced motion, it is not."""
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    stage.look = Look("roof", None, (("ren", Stance("neutral", "work", "center")),))
    _drawn_anew(stage, None)
    silent, other, own = (_drawn_anew(stage, speaker) for speaker in (None, "cas", "ren"))
    assert own > max(silent, other) + 10
    stage.calm = True
    _drawn_anew(stage, "ren")
    assert _drawn_anew(stage, "ren") == 0


def test_a_lean_makes_room_and_comes_back(art: Path) -> None:
    """Who stands in the middle steps aside for cards, and returns."""
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    stage.look = Look("roof", None, (("ren", Stance("neutral", "work", "center")),))
    stage.tick(1 / 60)
    stage.lean(-400)
    assert stage.centre_of("ren")[0] == 560
    stage.lean(0)
    assert stage.centre_of("ren")[0] == 960


def _picture_of(stage: StageView) -> Canvas:
    """What is drawn of the stage now."""
    scale = Scale(0.5)
    canvas = Canvas(pygame.Surface(scale.size).convert(), scale, Lettering(scale))
    stage.draw(canvas)
    return canvas


PAIR = (("ren", Stance("neutral", "work", "left")), ("cas", Stance("neutral", "ferry", "right")))


@pytest.mark.parametrize("calm", [False, True])
def test_the_camera_comes_closer_to_one_and_steps_back(art: Path, calm: bool) -> None:
    """Whoever is looked at stands in the middle, larger; afterwards all is as it was, also with reduced motion."""
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    stage.calm = calm
    places = []
    for near in (None, ("ren", "bust"), ("ren", "close"), None):
        stage.look = Look("roof", None, PAIR, near)
        for _ in range(120):
            stage.tick(1 / 60)
            _picture_of(stage)
        assert stage.settled
        places.append((stage.centre_of("ren"), stage.centre_of("cas")))
    apart = [there[0] - here[0] for here, there in places]
    assert places[0][0][0] == 500
    assert places[1][0][0] == places[2][0][0] == 960
    assert apart[0] < apart[1] < apart[2]
    assert places[3] == places[0]


def _legs(folder: Path) -> None:
    """Draw the character of the fixture from head to foot."""
    _picture(folder / "legs_work.webp", (20, 130), GREEN)
    plan = json.loads((folder / "figure.json").read_text())
    plan["layers"]["legs_work"] = {"file": "legs_work.webp", "at": [30, 129]}
    plan["whole"] = {"canvas": [100, 268], "below": "legs_{outfit}"}
    (folder / "figure.json").write_text(json.dumps(plan))


def test_a_figure_is_composed_from_head_to_foot_when_asked(art: Path) -> None:
    """What is below the hips belongs to the picture only then; face and canvas stay where they are without it."""
    _legs(art / "characters" / "ren")
    assets = Assets(art, eager=True)
    usual, full = (assets.figure("ren", "work", "neutral", 130, full=full) for full in (False, True))
    assert usual is not None
    assert full is not None
    assert (full.size, full.face, full.offset) == (usual.size, usual.face, usual.offset)
    assert usual.picture.get_height() < 130 < full.picture.get_height()
    assert full.picture.get_at((35, 240))[:3] == GREEN[:3]


def _foot(picture: pygame.Surface) -> int:
    """The lowest row in which something stands before the place."""
    rows = range(0, 540, 4)
    return max(y for y in rows if len({picture.get_at((x, y))[:3] for x in range(0, 960, 4)}) > 1)


@pytest.mark.parametrize("drawn", [True, False])
def test_the_camera_sees_somebody_from_head_to_foot(art: Path, drawn: bool) -> None:
    """He stands whole above the text; who has no legs drawn is seen as usual, and stepping back leads home."""
    if drawn:
        _legs(art / "characters" / "ren")
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    alone = PAIR[:1]
    faces, lowest = [], []
    for near in (None, ("ren", "full"), ("ren", "close"), ("ren", "full"), None):
        stage.look = Look("roof", None, alone, near)
        for _ in range(120):
            stage.tick(1 / 60)
            _picture_of(stage)
        assert stage.settled
        faces.append(stage.centre_of("ren"))
        lowest.append(_foot(_picture_of(stage).surface))
    assert faces[0] == faces[4] == faces[1 if not drawn else 4]
    assert faces[1] == faces[3]
    assert faces[1][0] == (960 if drawn else 500)
    assert 340 < lowest[1] < 400 if drawn else lowest[1] == lowest[0]


def test_cards_hide_no_face_that_is_looked_at(art: Path) -> None:
    """Who is looked at closely is in the middle, wherever they stand, and steps aside for cards by the whole way."""
    stage = StageView(Assets(art, eager=True), Scale(0.5))
    stage.look = Look("roof", None, PAIR, ("ren", "bust"))
    stage.tick(1 / 60)
    assert stage.look.standing() == {"center"}
    stage.lean(-400)
    assert stage.centre_of("ren")[0] == pytest.approx(560)
    stage.lean(0)
    assert stage.centre_of("ren")[0] == 960


def test_a_silhouette_shows_no_face(art: Path) -> None:
    """Every point of a silhouette has one dark colour; in the usual light there are many."""
    assets = Assets(art, eager=True)
    dark, usual = (assets.figure("ren", "work", "neutral", 400, tint) for tint in (SHADE, (255, 255, 255)))
    assert dark is not None
    assert usual is not None
    assert len(_colours(dark.picture)) == 1 < len(_colours(usual.picture))


def _colours(picture: pygame.Surface) -> set[tuple[int, int, int]]:
    """The colours of all that is not transparent."""
    width, height = picture.get_size()
    found = [picture.get_at((x, y)) for x in range(0, width, 4) for y in range(0, height, 4)]
    return {(red, green, blue) for red, green, blue, alpha in found if alpha == 255}


def test_larger_layers_serve_where_the_usual_ones_are_too_small(art: Path) -> None:
    """A figure taller than its canvas is made of the layers in `fine` where these have what is worn."""
    _character(art / "characters" / "ren" / "fine")
    _picture(art / "characters" / "ren" / "fine" / "outfit_work.webp", (20, 20), WHITE)
    tall = 131
    near, far = (Assets(art, eager=True).figure("ren", "work", "neutral", height) for height in (tall, tall - 1))
    assert near is not None
    assert far is not None
    assert WHITE[:3] in _colours(near.picture)
    assert WHITE[:3] not in _colours(far.picture)


@pytest.mark.parametrize(
    ("gone", "as_usual"), [("face_smile", True), ("face_neutral", False), ("outfit_work", False), ("body", False)]
)
def test_nobody_is_seen_without_a_face_or_a_body(art: Path, gone: str, as_usual: bool) -> None:
    """Without the picture of one look another stands in; without one that is always needed, the silhouette does."""
    folder = art / "characters" / "ren"
    (folder / f"{gone}.webp").unlink()
    assets = Assets(art, eager=True)
    found = assets.figure("ren", "work", "smile" if as_usual else "neutral", 130)
    assert found is not None
    stand_in = Assets(art, eager=True).figure("nobody", "work", "neutral", 130)
    assert stand_in is not None
    assert (found.picture.get_size() == stand_in.picture.get_size()) is not as_usual
    assert any(gone in missed for missed in assets.missing)
