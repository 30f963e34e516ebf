"""Links that open a letter in a mail program."""

from loosfiches.mailto import compose


def test_a_letters_address_holds_nothing_but_what_it_says() -> None:
    made = compose("a+b@c.fr", "A-01\u00a0: 50 & 50 ?", "un\ndeux = 2 #3")
    assert made == "mailto:a%2Bb@c.fr?subject=A-01%20%3A%2050%20%26%2050%20%3F&body=un%0D%0Adeux%20%3D%202%20%233%0D%0A"
