"""axe-core finds nothing, in any view, in both schemes; and colours differ enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Browser
from tests.browser.fetch_axe import SCRIPT

_VIEWS = {
    "the overview": "#/",
    "a filtered overview": "#/?rule=anchor",
    "an empty overview": "#/?severity=warning&rule=anchor",
    "a language": "#/language/ar",
    "a page": "#/page/README.md",
    "the findings": "#/findings",
    "nothing": "#/page/nowhere.md",
}
_RUN = """
const done = arguments[arguments.length - 1];
const failed = error => done({ error: String(error) });
axe.run(document, { resultTypes: ["violations"] }).then(done, failed);
"""


@pytest.mark.skipif(
    not SCRIPT.is_file(), reason="no axe-core here: run python tests/browser/fetch_axe.py"
)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", _VIEWS)
def test_axe_finds_no_violation(
    browser: Browser, dashboard: Path, view: str, scheme: str, width: int
) -> None:
    browser.show(width=width, scheme=scheme)
    browser.open(dashboard, _VIEWS[view])
    browser.run(SCRIPT.read_text("utf-8"))

    found: dict[str, Any] = browser.driver.execute_async_script(_RUN)

    assert "error" not in found
    violations = [
        f"{v['impact']}: {v['id']}: {v['help']}: {[n['html'] for n in v['nodes']][:5]}"
        f" {v['nodes'][0]['failureSummary']}"
        for v in found["violations"]
    ]
    assert violations == []


_CONTRASTS = """
const luminance = (color) => {
  const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const backdrop = luminance(getComputedStyle(document.body).backgroundColor);
return Object.fromEntries([...document.querySelectorAll(".legend .sample")].map((sample) => {
  const { color, backgroundColor } = getComputedStyle(sample);
  const isClear = backgroundColor.endsWith(", 0)");
  const [dark, light] = [luminance(color), isClear ? backdrop : luminance(backgroundColor)]
    .sort((one, other) => one - other);
  return [sample.className, (light + 0.05) / (dark + 0.05)];
}));
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_in_the_heat_map_can_be_read(
    browser: Browser, dashboard: Path, scheme: str
) -> None:
    browser.show(scheme=scheme)
    browser.open(dashboard)

    contrasts: dict[str, float] = browser.run(_CONTRASTS)

    assert len(contrasts) == 10
    assert {kind: found for kind, found in contrasts.items() if found < 4.5} == {}
