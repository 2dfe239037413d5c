"""The facts of one file: what its text holds, and where; nothing of its place or its language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from transync.documents.admonition import Admonition
from transync.documents.front_matter import FrontMatter
from transync.documents.notebook import Invalid, NotebookCell
from transync.documents.stray import Stray


class LinkKind(StrEnum):
    """How a link is written."""

    LINK = "link"
    IMAGE = "image"
    AUTOLINK = "autolink"
    BARE = "bare"
    HTML_LINK = "html-link"
    HTML_IMAGE = "html-image"


class Cell(NamedTuple):
    """Where in a document's tables something stands, each counted from 0.

    `row` counts body rows; the header is row -1.
    """

    table: int
    row: int
    column: int


class Link(NamedTuple):
    """One link or image: its destination as a browser gets it, and where it is written.

    `line` and `column` count from 1, in characters; `column` is where the link's markup begins.
    `text` is what readers see of a link in Markdown, or hear of an image; of no other it is kept.
    """

    kind: LinkKind
    target: str
    line: int
    column: int
    cell: Cell | None = None
    text: str = ""

    @property
    def is_image(self) -> bool:
        return self.kind in (LinkKind.IMAGE, LinkKind.HTML_IMAGE)

    @property
    def name(self) -> str:
        """How messages call it: what it is and where it leads."""
        if not self.target:
            if self.is_image:
                return "the image without target"
            return "the link without target"
        if self.is_image:
            return f"the image {self.target}"
        return f"the link to {self.target}"


class Heading(NamedTuple):
    """A heading, with the anchor that GitHub gives it (unique in its document)."""

    level: int
    text: str
    slug: str
    line: int


class TableRow(NamedTuple):
    """A table's row: its line, and the marks (numbers, code) that a translation keeps.

    `cells` is the number of its cells as written: a table fills up what is missing, and drops what
    is too much. `sentences` identifies the cells that hold running text, `length` is the number of
    characters in all of them, `plain` is what looks like code outside of code spans. `texts` has
    for each cell what identifies its text, without code; nothing of one without a word.
    """

    line: int
    marks: tuple[str, ...]
    is_empty: bool
    cells: int
    sentences: tuple[str, ...] = ()
    length: int = 0
    plain: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


class ExplicitAnchor(NamedTuple):
    """An anchor that the author wrote (`<a id>`, `{#id}`), and the heading that it stands at."""

    name: str
    heading: int | None


class Table(NamedTuple):
    """A table: the line of its header, its number of columns, its body rows.

    `header` has for each cell of the header what identifies its text, as `texts` of a row do.
    """

    line: int
    columns: int
    rows: tuple[TableRow, ...]
    header: tuple[str, ...] = ()


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    TEXT = "text"
    CODE = "code"
    TABLE = "table"
    HTML = "html"


# So many small words outside links, code and quotations make a sentence.
SENTENCE_WORDS = 4


class Block(NamedTuple):
    """A leaf of a document's structure, from `line` to `last_line`, and what a translator keeps.

    `nesting` has a letter for each container around it, outermost first: `q` for a quote, `i` for
    a list item. `length` is the number of characters that a reader sees. `codes` are the code
    spans of a text, `plain` what looks like code outside of them; `numbers` its numbers, in Western
    digits; `variables` those of templates, `formulas` those between dollars; `names` its Latin
    words with a capital. `emphasis` counts its `**`, `ending` is the full stop, the colon, the
    question mark or the exclamation mark at its end. `info` is a code block's info string, or a
    quote's alert type (`NOTE`). `digest` identifies the content (of prose: without link targets and
    white space), `words` counts the small words of its running text; one that `is_english` has some
    that are words of no other language. `cut_line` is the line on which a text ends inside a link
    or an image, or from which a block of code goes on though it should have ended. `code` has
    sixteen hexadecimal digits for each line of code that a translator may not change, and
    `code_lines` says on which lines they stand; both are empty for code that is prose. Of code that
    goes on, that is what stands above the first empty line; `code_below` has the rest, and
    `lines_below` how many
    lines below the first of the block it stands. `links` is the range of the block's links in the
    document, `ordinal` the index of its heading or table.
    """

    kind: BlockKind
    line: int
    last_line: int
    nesting: str = ""
    level: int = 0
    length: int = 0
    codes: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    emphasis: int = 0
    ending: str = ""
    info: str = ""
    digest: str = ""
    words: int = 0
    is_english: bool = False
    cut_line: int = 0
    is_fenced: bool = False
    code: str = ""
    code_lines: tuple[int, ...] = ()
    code_below: str = ""
    lines_below: tuple[int, ...] = ()
    links: tuple[int, int] = (0, 0)
    ordinal: int = -1

    @property
    def is_cut(self) -> bool:
        return self.cut_line > 0


class Placeholder(NamedTuple):
    """What a machine left in a text, where it stands for something or speaks of its work."""

    text: str
    line: int
    column: int


class HtmlTag(NamedTuple):
    """A tag of HTML: its name in lower case (`/details` for an end tag), and where it stands.

    `attributes` are those that a translator keeps, in alphabetical order: none with text, and no
    target of a link, which is compared as such.
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    line: int
    column: int


# Stands among the attributes of a tag that does not end.
UNFINISHED = ("", "unfinished")


class HiddenLink(NamedTuple):
    """A link out of the repository that GitHub shows, and our parser does not see.

    `target` is without percent-encoding; `line` is that of the block in which it stands.
    """

    target: str
    line: int


class ActiveTag(NamedTuple):
    """A tag that makes a browser do more than show a text: run, load, send, lead on, hide.

    `attributes` are those because of which it does, in alphabetical order, as a browser reads them.
    One without a name stands for the text of a script or a style (its digest).
    """

    name: str
    attributes: tuple[tuple[str, str], ...]
    line: int
    column: int


class Directive(NamedTuple):
    """An author's wish that rules be silent: which ones (all, when it names none), and where.

    It holds for what is said of the lines `first` to `last`, or of the whole file. `fault` says
    why it can't be understood.
    """

    rules: tuple[str, ...]
    line: int
    column: int
    first: int = 0
    last: int = 0
    is_for_file: bool = False
    fault: str = ""


class Prose(NamedTuple):
    """A sample of a document's running text, spread over it, and the line where that text begins.

    It has no code, links, quotations, HTML or disclaimer; it is empty where nothing else is there.
    """

    text: str
    line: int


NO_PROSE = Prose("", 1)


class Embedded(NamedTuple):
    """The text of a record that a file carries in itself, and where it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """The facts of one Markdown file or notebook: a pure function of its bytes.

    `blocks` are in order. `embedded` is the Co-op Translator record that stands in the file itself,
    not yet validated; `has_own_regions` says that the file has regions that Co-op Translator
    rewrites (the language table, other courses). `size` is that of the file in bytes.
    """

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()
    blocks: tuple[Block, ...] = ()
    ids: tuple[ExplicitAnchor, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    remarks: tuple[Placeholder, ...] = ()
    strays: tuple[Stray, ...] = ()
    tags: tuple[HtmlTag, ...] = ()
    admonitions: tuple[Admonition, ...] = ()
    active: tuple[ActiveTag, ...] = ()
    hidden: tuple[HiddenLink, ...] = ()
    front_matter: FrontMatter | None = None
    directives: tuple[Directive, ...] = ()
    prose: Prose = NO_PROSE
    embedded: Embedded | None = None
    is_notebook: bool = False
    cells: tuple[NotebookCell, ...] = ()
    invalid: Invalid | None = None
    has_own_regions: bool = False
    size: int = 0
