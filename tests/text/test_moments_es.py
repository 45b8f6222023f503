"""Spanish time expressions."""

import pytest

from firsthand.text import moments


def found(text):
    return [(m.text, m.value) for m in moments.find(text, reference="2031-05-07", language="es")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("La línea podría reabrirse a partir del viernes", "2031-05-09"),
        ("El viernes reabrirá la línea", "2031-05-09"),
        ("Un tren descarriló el lunes en Vint", "2031-05-05"),
        ("Un tren descarriló el lunes por la noche", "2031-05-05TNI"),
        ("El próximo martes habrá una reunión", "2031-05-13"),
        ("La línea cerró ayer", "2031-05-06"),
        ("Vint, 6 may (Orlo).-", "2031-05-06"),
        ("El 14 de junio de 2031 comenzará la feria", "2031-06-14"),
        ("Ocurrió hace tres días", "2031-05-04"),
        ("La mina cerró el año pasado", "2030"),
        ("Abrirá en octubre", "2031-10"),
    ],
)
def test_values(text, value):
    assert [known for _, known in found(text)] == [value]


@pytest.mark.parametrize("text", ["El mar está frío", "Una mesa para dos", "Marzo es un apellido"])
def test_what_is_no_time(text):
    assert [text for text, value in found(text) if value and len(value) > 7] == []
