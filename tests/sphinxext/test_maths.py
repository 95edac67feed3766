from reflib.sphinxext.maths import mathml


def test_a_formula_becomes_mathml():
    assert mathml("x_i").startswith('<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline">')
    assert "<mfrac>" in mathml(r"\frac{a}{b}", "block")


def test_an_underscore_in_text_is_shown_as_one():
    assert "<mtext>kernel_size</mtext>" in mathml(r"\text{kernel\_size}")
