"""What is sent to the site stays in memory, however large it is."""

from __future__ import annotations

import io

import pytest
from flask import request


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_a_file_is_never_put_on_the_disk(app, size):
    sent = {"list": (io.BytesIO(b"x" * size), "list.csv")}
    with app.test_request_context("/en/staff/list", method="POST", data=sent):
        request.max_content_length = 5_000_000
        assert type(request.files["list"].stream) is io.BytesIO
        assert len(request.files["list"].read()) == size
