"""The desktop window: everything that draws, sounds and listens; the only place that imports pygame.

How to write a screen
=====================
A screen is a class in `screens/` that extends `engine.desktop.screen.Screen`; app.py gives it a name in `desk.doors`.

    class Farewell(Screen):
        behind = "blurred"                       # "nothing" (fills the window) | "blurred" | "dimmed" (a dialogue)

        def layout(self) -> None:                # called at first, after every resize, after every changed preference
            self.widgets = [Button(FRect(810, 700, 300, 84), tr("Back"), self.desk.pop)]

        def draw(self, canvas: Canvas) -> None:  # everything, always: the window clips to the damage
            canvas.panel(FRect(560, 240, 800, 600), theme.SHEET)
            canvas.text(tr("Farewell"), (960, 280), theme.HEADING, align="center")
            self.draw_widgets(canvas)

Coordinates are design units (1920 x 1080) everywhere; the canvas puts them crisp on whatever window there is.
Mouse, focus by Tab and arrows, Enter, Space, Escape and the right button (`left`, by default: close) work by
themselves. Own keys: `hear_first(happening) -> bool`. Things that move: `tick(seconds) -> bool` (True while moving) and
`touch(box)` for what must be drawn again; a screen on which nothing moves costs nothing. Widgets report their own.
At hand: `self.desk` (push, pop, replace, reset, open(name, ...), say(words) for a toast, prefer(text_size=1.2),
preferences, assets, sound, play = the running `Driver` with its session). Colours, inks, panels, durations: theme.py.
Pictures come from `desk.assets` and may be None for some frames: draw without them, the screen is drawn again when one
has come (`art_came`). Every word on screen goes through `engine.language.tr`.

Good to know: fade things by the `alpha` of the canvas's methods, not by new colours (those fill the glyph cache). A
test moves a real window by real events: tests/desktop_rig.py. Frame times: tests/bench/bench_window.py.

    curtain.py   the title's picture while the story is read; display.py  the system's window
    window.py    loop, sizes, fade between screens      desk.py      what screens share; the stack
    screen.py    base of screens: focus, damage         widgets/     button, toggle, slider, cards, scroll, field
    canvas.py    drawing in units                       paint.py     panels, shadows, ornaments (cached)
    brocade.py   waves and flourishes of panels         hoard.py     pictures kept within a bound of bytes
    text.py      markup, line breaking, pages           reveal.py    glyph after glyph
    lettering.py fonts and glyphs                       appearance.py contrast, readable face, spacing
    assets.py    pictures by name, loader thread        figures.py   characters from layers; placeholder.py
    look.py      what is to be seen, and how near       stagecraft.py  the stage of the play
    sound.py     what is heard; loop.py voice.py  its parts
    scenery.py   air and light of places (scenes.json)  air.py camera.py  what drifts; how the view follows
    breath.py    how a figure breathes
    driver.py    session and improviser                 app.py       wiring, called by main.py
    talks.py     what main.py knows of who improvises   screens/closeness.py  a heart for another tier
    keymap.py    which key stands for which command    anywhere.py  what keys do on every screen
    fitting.py   whether every text fits its box (no window)
    workshop.py  author mode: the drawer of problems, going on in an edited story; screens/jump.py
    mishaps.py   what happens when the engine fails: the place kept, screens/fault.py, fault.log
    albumbook.py albumpdf.py  the album as a web page, as a PDF book
    game.py      story, records, how a sitting begins   doors.py     every screen out of play by its name
    screens/parts/  what those screens share: pages, cards, questions, figures, prices
    screens/reading.py  the play: events in order       screens/theatre.py  what is seen and heard of it
"""
