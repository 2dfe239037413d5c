"""Our own structure to put into a page: front matter, alerts, tables, code, HTML, variables."""

from __future__ import annotations

from dataclasses import replace

from tests.injections.pages import Page, appended
from tests.injections.rawtext import hidden_lines
from tests.injections.words import ENGLISH, Words


def structured(page: Page) -> Page | None:
    """The page with front matter and a section of our own; None where that is not possible."""
    if hidden_lines(page.source)[-1] or page.source.startswith("---"):
        return None
    longer = appended(page, structure(ENGLISH), structure(page.words))
    return replace(
        longer,
        source=front_matter(ENGLISH) + longer.source,
        translation=front_matter(page.words) + longer.translation,
    ).recorded()


def front_matter(words: Words) -> str:
    guide, reference, appendix, _ = words
    return f"""\
---
title: {guide} {reference}
description: {appendix} {guide}
draft: true
weight: 30
tags: [azure, security]
---

"""


def structure(words: Words) -> str:
    """One of each kind of block, in some words, for the end of a page."""
    guide, reference, appendix, more = words
    tracked = "WT.mc_id=academic-12345-writer"
    return f"""\
## {reference}: {appendix}

{guide} `npm run build` {reference} `--no-prompt` {more}, {appendix} `config/settings.json` {guide}.

{more} **{guide} {appendix}** {reference}: \
[{guide}](https://docs.example.com/guide/deep?{tracked}#part), \
[{reference}](https://docs.example.com/reference/deep?view=stable&{tracked}).

> [!NOTE]
> {more} {guide}: {reference}.

![{guide}](https://example.com/images/overview.png)

### {guide} 1

| {guide} | {reference} | {more} |
| --- | --- | --- |
| 1 | {guide} | alpha |
| 2 | {reference} | `config.toml` |
| 3 | {appendix} | gamma |
| 4 | {more} | delta |

{reference} {guide} {{name}} {more} %s, {appendix} ${{{{ github.actor }}}} {guide}.

```bash
# {guide}
npm install --save-dev example
npm run build -- --watch
./deploy.sh production
```

### {reference} 2

{more} {guide} {reference}:

```python
# {reference}
for item in collection:
    result = process(item, limit=10)
    print("{guide}", result)
```

```yaml
name: build
runs-on: ubuntu-latest
```

### {appendix} 3

{guide} <kbd>Ctrl</kbd> {more}<br>{reference}

{appendix} <img src="https://example.com/images/small.png" width="200" alt="{guide}"> {more}

{more} <a href="https://example.com/plain/page">{guide}</a> {reference}

<details>
<summary>{guide} {more}</summary>

{appendix} {reference} {guide}

</details>

- {guide}: {reference}
- {appendix}: {more}
- {more}: {guide}

{more} {reference} {appendix}.
"""
