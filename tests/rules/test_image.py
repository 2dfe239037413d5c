"""`image`: a translated image stands for the image that it was made from."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = "Look at it: ![a map](../images/map.png)\n"


@pytest.mark.parametrize("stem", ["map", "other"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_translated_image_of_nobody_knows_what_is_another_one(
    compare: Check, stem: str, is_there: bool
) -> None:
    name = f"translated_images/vi/{stem}.0123456789abcdef.png"
    files = {name: "x", **({"images/map.png": "x"} if is_there else {})}

    findings = compare(SOURCE, f"Nhìn nó: ![bản đồ](../../../{name})\n", files)

    # Of its name, or where the source's image is gone, it may be what was made from that.
    told = [f["line"] for f in findings if f["rule"] == "image"]
    assert told == ([1] if is_there and stem == "other" else [])
