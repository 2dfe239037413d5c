# The tasks of transync's developers; `just` alone lists them. The recipes run what `.venv` holds.

set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]

bin := if os_family() == "windows" { ".venv/Scripts" } else { ".venv/bin" }

# List the tasks.
_default:
    @"{{ just_executable() }}" --justfile "{{ justfile() }}" --list --unsorted

# Run all tests, or those that the arguments of pytest choose.
test *arguments:
    {{ bin }}/python -m pytest {{ arguments }}

# Run the tests but for the slow ones: those of the browser, of pre-commit, of whole processes, of long searches.
fast *arguments:
    {{ bin }}/python -m pytest -m "not slow" {{ arguments }}

# Hold the code against its style, its types and the layers of its rooms, and the workflows against zizmor.
lint:
    {{ bin }}/ruff check
    {{ bin }}/ruff format --check
    {{ bin }}/mypy
    {{ bin }}/lint-imports --no-logo
    {{ bin }}/zizmor --offline --quiet .github action.yml

# Check transync's own translations.
check:
    {{ bin }}/transync check

# Bring up to date what is made from the program: examples, pages of rules, schemas.
docs:
    {{ bin }}/python docs/refresh.py

# Try repositories made at random, for a minute, or as `--seconds` and the other arguments say.
fuzz *arguments:
    {{ bin }}/python -m tests.fuzz {{ arguments }}

# Lock what `pyproject.toml` asks for; with `--upgrade`, the newest versions of it.
lock *arguments:
    bash requirements/refresh {{ arguments }}

# What has to pass before a push.
all: lint check test
