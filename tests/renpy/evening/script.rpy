# A small script of our own, with the statements that most games use.
define o = Character(_("Odile"), color="#aabbcc", image="odile")
define n = Character("Noé")
define config.name = _("The Ferry Evening")
define audio.tide = "audio/tide.ogg"
define ferry = "Margot"

image bg quay = "quay.png"
image odile plain = "o1.png"
image odile wet smile = "o2.png"

default brave = False
default coins = 3
default lamp = True
default persistent.seen_lamp = False
default bag = []

label start:
    scene bg quay with fade
    play music tide fadein 1.0
    "The {b}last{/b} boat, the [ferry], {w}was late.{p}It often was."
    show odile smile at left
    with dissolve
    o "You're {i}early{/i}, [n]. Or {rb}late{/rb}{rt}very{/rt}. \"Which?\""
    extend " Both, I think."
    n plain "I have [coins] coins & {color=#f00}{{none}{/color} to spare."
    "Old man" "Mind the rope."

    menu ask:
        o "Well?"
        "Jump across." if coins >= 2 and not brave:
            $ brave = True
            $ coins -= 2
            jump ask
        "Pay the boy." if coins == 3:
            $ coins = 1
            call .rope from _call_rope
            jump crossing
        "Wait.":
            pause .5
            pass

    if brave:
        o wet "You jumped."
        jump crossing
    elif coins > 0 and lamp:
        o "Keep your coins."
    else:
        "Nobody spoke."
    call .rope
    jump crossing

label .rope:
    if not lamp:
        return
    play sound "rope.wav"
    "The rope went taut."
    $ lamp = not lamp
    return

label crossing:
    $ persistent.seen_lamp = True
    $ bag.append("rope")
    while coins > 0:
        "Coin."
    if len(bag) > 3:
        "A heavy bag."
    else:
        "A light bag."
    stop music fadeout 2.0
    hide odile
    if persistent.seen_lamp:
        "The lamp was lit."
    voice "end.ogg"
    nvl clear
    o "Good night."
    return

label unused:
    "Nobody comes here."
    jump nowhere
