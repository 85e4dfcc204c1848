# game/script.rpy:1
translate french start_rope_fc8fc74d:

    # "The rope went taut."
    "La corde se tendit."

translate french strings:

    old "Wait."
    new "Attendre."

    old "Odile"
    new "Odile de Brest"
