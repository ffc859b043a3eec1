"""What templates are given: English words keep their mark, and nothing else in a text is ever HTML."""

from __future__ import annotations

import pytest

from lookup.reasons import NAME_DIFFERS, Reason
from lookup.texts import Text

DOCKET = '<i lang="en">docket</i>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Charge 1 & 2", "Charge 1 &amp; 2"),
        (f"el {DOCKET}, y {DOCKET}.", f"el {DOCKET}, y {DOCKET}."),
        ('<i lang="en">A & B</i>', '<i lang="en">A &amp; B</i>'),
        ("<i>x</i>", "&lt;i&gt;x&lt;/i&gt;"),
        ('<i lang="fr">x</i>', "&lt;i lang=&#34;fr&#34;&gt;x&lt;/i&gt;"),
        ('<i lang="en" onclick="x()">x</i>', "&lt;i lang=&#34;en&#34; onclick=&#34;x()&#34;&gt;x&lt;/i&gt;"),
        (f"<script>{DOCKET}</script>", f"&lt;script&gt;{DOCKET}&lt;/script&gt;"),
        ('<i lang="en">x', "&lt;i lang=&#34;en&#34;&gt;x"),
        ("100% de </i>", "100% de &lt;/i&gt;"),
    ],
)
def test_a_text_as_html(app, text, html) -> None:
    with app.test_request_context("/en/"):
        assert str(app.jinja_env.filters["marked"](text)) == html
        assert str(app.jinja_env.filters["words"](Text({"en": text, "es": "x"}))) == html


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_was_typed_is_never_html(app, language) -> None:
    reason = Reason(NAME_DIFFERS, (("typed", DOCKET), ("listed", "<b>x")))
    with app.test_request_context(f"/{language}/"):
        html = str(app.jinja_env.filters["reason"](reason))
    assert "&lt;i lang=&#34;en&#34;&gt;docket&lt;/i&gt;" in html
    assert "&lt;b&gt;x" in html
    assert "<" not in html
