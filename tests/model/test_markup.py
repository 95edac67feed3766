from reflib.model.markup import Piece, pieces


def test_code_maths_and_text_are_told_apart():
    assert pieces("`x` is $x^2$, half-open [0, 1)") == [
        Piece("code", "x"),
        Piece("text", " is "),
        Piece("math", "x^2"),
        Piece("text", ", half-open [0, 1)"),
    ]
