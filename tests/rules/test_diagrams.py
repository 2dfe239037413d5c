"""`code-block`: of diagrams, the picture is compared, and whether Mermaid can read it."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

DIFFERS = "the code differs from the source's"


def page(code: str) -> str:
    return f"# A\n\nbefore\n\n```mermaid\n{code}\n```\n\n## B\n\nafter\n"


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    findings = compare(page(source), page(translation))
    return [(f["rule"], f["line"], f["message"].partition(":")[0]) for f in findings]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("graph TD\n  A[one] --> B(two)", "graph TD\n  A[một] --> B(hai)"),
        ("graph TD\n  one --> two\n  two --> one", "graph TD\n  một --> hai\n  hai --> một"),
        ("graph LR\n  A -->|one| B", "graph LR\n  A -->|một| B"),
        ("graph LR\n  A -- one --> B", "graph LR\n  A -- một hai --> B"),
        ("graph LR\n  A -. one .-> B", "graph LR\n  A -. một .-> B"),
        ('graph TD\n  A["one (1)"]', 'graph TD\n  A["một (1)"]'),
        ("graph TD\n  A[one (1)]", "graph TD\n  A[một (1)]"),
        ("graph TD\n  A[one]\n  %% two", "graph TD\n  A[một]\n  %% ba\n  %% bốn"),
        ("graph TD\n  subgraph one\n  A\n  end", "graph TD\n  subgraph một\n  A\n  end"),
        ("---\ntitle: one\n---\ngraph TD\n  A", "---\ntitle: một\n---\ngraph TD\n  A"),
        ("graph TD\n  A{{one}} & B[(two)]", "graph TD\n  A{{một}} & B[(hai)]"),
        (
            "sequenceDiagram\n  participant A as One\n  A->>B: two\n  Note over A,B: three",
            "sequenceDiagram\n  participant A as Một\n  A->>B: hai\n  Note over A,B: ba",
        ),
        (
            "sequenceDiagram\n  One->>Two: three\n  loop four\n  Two-->>One: five\n  end",
            "sequenceDiagram\n  Một->>Hai: ba\n  loop bốn\n  Hai-->>Một: năm\n  end",
        ),
        (
            "stateDiagram-v2\n  [*] --> One: two\n  note right of One\n    three\n  end note",
            "stateDiagram-v2\n  [*] --> Một: hai\n  note right of Một\n    ba bốn\n  end note",
        ),
        ('pie title One\n  "two" : 3', 'pie title Một\n  "hai" : 3'),
        ("gantt\n  title one\n  section two", "gantt\n  title một\n  section hai"),
        ("mindmap\n  one\n    two", "mindmap\n  một\n    hai"),
        ("erDiagram\n  ONE ||--o{ TWO : has", "erDiagram\n  ONE ||--o{ TWO : có"),
    ],
)
def test_texts_of_a_diagram_may_be_translated(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "line"),
    [
        ("graph TD\n  A --> B\n  B --> C", "graph TD\n  A --> B", 8),
        ("graph TD\n  A --> B\n  B --> C", "graph TD\n  A --> B\n  A --> C", 8),
        ("graph TD\n  A --> B\n  B --> A", "graph TD\n  một --> hai\n  B --> A", 8),
        ("graph TD\n  A --> B", "biểu đồ TD\n  A --> B", 6),
        ("graph TD\n  A --> B", "graph TD\n  A --- B", 7),
        ("graph TD\n  A[one] --> B", "graph TD\n  A(một) --> B", 7),
        ("graph TD\n  subgraph a\n  A\n  end", "graph TD\n  subgraph a\n  A\n  hết", 9),
        ("---\ntitle: a\n---\ngraph TD\n  A", "---\ntitle: a\n--- graph TD\n  A", 8),
        ("sequenceDiagram\n  A->>B: c", "sequenceDiagram\n  A-->>B: c", 7),
        ("sequenceDiagram\n  loop a\n  end", "sequenceDiagram\n  lặp a\n  end", 7),
        ("sequenceDiagram\n  A->>B: c\n  B->>A: d", "sequenceDiagram\n  A->>B: c", 8),
        ("stateDiagram-v2\n  [*] --> A\n  A --> B", "stateDiagram-v2\n  [*] --> A\n  B --> A", 8),
        ('pie\n  "a" : 3', 'pie\n  "ă" : 4', 7),
        ("gantt\n  section a", "gantt\n  phần a", 7),
    ],
)
def test_another_picture_is_one_finding_at_its_first_line(
    compare: Check, source: str, translation: str, line: int
) -> None:
    assert found(compare, source, translation) == [("code-block", line, DIFFERS)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("A[one] --> B", "A[một (1)] --> B"),
        ("A --> B[one]", 'A --> B["một" hai]'),
        ('A["one"]', 'A["một "hai" ba"]'),
        ("A{one}", "A{một [hai]}"),
        ("A -->|one| B", "A -->|một (hai)| B"),
    ],
)
def test_a_text_that_breaks_the_diagram_is_a_warning(
    compare: Check, source: str, translation: str
) -> None:
    findings = compare(page(f"graph TD\n  {source}"), page(f"graph TD\n  {translation}"))

    assert [(f["rule"], f["line"], f["severity"]) for f in findings] == [
        ("code-block", 7, "warning")
    ]
    assert findings[0]["message"].startswith("a label of the diagram can't be read")


@pytest.mark.parametrize("label", ["một（hai）", "một<br/>hai", "một / hai", "một: hai?"])
def test_a_text_that_mermaid_reads_is_no_finding(compare: Check, label: str) -> None:
    assert found(compare, "graph TD\n  A[one] --> B", f"graph TD\n  A[{label}] --> B") == []
