from reflib.sphinxext.inline import to_html, to_nodes

LINKS = {"torch.sum": "torch.sum.html"}


def test_code_that_names_an_entry_links_to_it():
    assert to_html("see `torch.sum`", LINKS) == 'see <a href="torch.sum.html"><code>torch.sum</code></a>'


def test_other_code_and_plain_text_are_escaped():
    assert to_html("`a<b` & c", LINKS) == "<code>a&lt;b</code> &amp; c"


def test_nodes_hold_the_same_text():
    assert "".join(node.astext() for node in to_nodes("from `start` to `torch.sum`")) == "from start to torch.sum"
