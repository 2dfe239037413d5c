"""Faults: what goes wrong in translated repositories, each with what a check must say of it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.injections.block_faults import BLOCK_FAULTS
from tests.injections.code_faults import CODE_FAULTS
from tests.injections.diagram_faults import DIAGRAM_FAULTS
from tests.injections.end_faults import END_FAULTS
from tests.injections.heading_faults import HEADING_FAULTS
from tests.injections.language_faults import LANGUAGE_FAULTS
from tests.injections.link_faults import (
    add_link,
    add_link_in_table,
    add_tracking,
    break_link,
    change_definition,
    change_fragment,
    change_host,
    change_path,
    change_query,
    change_tracking,
    change_url,
    first_heading,
    folder_that_exists,
    kill_cross_page_anchor,
    lead_to_another_document,
    misspell_tracking,
    remove_link,
    remove_tracking,
    replace_anchor,
)
from tests.injections.markup_faults import MARKUP_FAULTS
from tests.injections.notebook_faults import NOTEBOOK_FAULTS
from tests.injections.rawtext import (
    ANCHOR_TAG,
    AROUND_IMAGE,
    AUTOLINK,
    BARE,
    IMAGE,
    IMAGE_TAG,
    INLINE,
)
from tests.injections.record_faults import (
    RECORD_FIELDS,
    change_hash,
    change_language_code,
    change_source,
    remove_field,
)
from tests.injections.repository_faults import REPOSITORY_FAULTS
from tests.injections.shape_faults import SHAPE_FAULTS
from tests.injections.table_faults import (
    add_row,
    drop_row,
    drop_row_without_links,
    swap_distant_rows,
    swap_neighbours,
)
from tests.injections.verdict import Kind

# Judged to the line, by `complaint`.
FAULTS: Mapping[str, Kind] = {
    "the recorded hash changed": change_hash,
    "the source gained a word": change_source,
    **{f"the record's {name} removed": remove_field(name) for name in RECORD_FIELDS},
    "the record's language_code changed": change_language_code,
    "a row dropped": drop_row,
    "a row without links dropped from a table with links": drop_row_without_links,
    "a row added": add_row,
    "two neighbouring rows swapped": swap_neighbours,
    "two distant rows swapped": swap_distant_rows,
    "a host changed": change_url(change_host, "link-target", INLINE, AROUND_IMAGE),
    "a path changed": change_url(change_path, "link-target", INLINE, AROUND_IMAGE),
    "a query changed": change_url(change_query, "link-target", INLINE, AROUND_IMAGE),
    "a fragment changed": change_url(change_fragment, "link-target", INLINE, AROUND_IMAGE),
    "a host changed in a table": change_url(change_host, "link-table", INLINE, in_table=True),
    "a host changed in the first of several equal links": change_url(
        change_host, "link-target", INLINE, is_repeated=True
    ),
    "a path changed in a table": change_url(change_path, "link-table", INLINE, in_table=True),
    "a query changed in a table": change_url(change_query, "link-table", INLINE, in_table=True),
    "a fragment changed in a table": change_url(
        change_fragment, "link-table", INLINE, in_table=True
    ),
    "an autolink's path changed": change_url(change_path, "link-target", AUTOLINK),
    "a bare URL's path changed": change_url(change_path, "link-target", BARE),
    "an HTML link's path changed": change_url(change_path, "link-target", ANCHOR_TAG),
    "a reference link's definition changed": change_definition,
    "a link removed": remove_link(lambda link: link.external and not link.in_table, "link-target"),
    "a link removed from a table": remove_link(lambda link: link.in_table, "link-table"),
    "a relative link removed": remove_link(
        lambda link: link.local and not link.in_table, "link-target"
    ),
    "a link added": add_link,
    "a link added to a table": add_link_in_table,
    "a tracking ID removed": change_url(remove_tracking, "tracking-id", INLINE),
    "a tracking ID changed": change_url(change_tracking, "tracking-id", INLINE),
    "a tracking ID misspelt": change_url(misspell_tracking, "tracking-id", INLINE),
    "a tracking ID added": change_url(add_tracking, "tracking-id", INLINE),
    "a tracking ID removed in a table": change_url(
        remove_tracking, "tracking-id", INLINE, in_table=True
    ),
    "an anchor replaced by a folder": replace_anchor(folder_that_exists),
    "an anchor replaced by ../../../resources": replace_anchor(lambda page: "../../../resources"),
    "an anchor replaced by a dead one": replace_anchor(lambda page: "#gone-in-translation"),
    "an anchor replaced by another heading's": replace_anchor(first_heading),
    "a cross-page anchor replaced by a dead one": kill_cross_page_anchor,
    "a relative link broken": break_link(INLINE),
    "a relative link in a table broken": break_link(INLINE, in_table=True),
    "a relative link replaced by another document": lead_to_another_document,
    "an image link broken": break_link(IMAGE, IMAGE_TAG),
}

# Judged with some tolerance, by `outcome`: where a loss has its place is a matter of taste.
STRUCTURAL_FAULTS: Mapping[str, Kind] = {
    **HEADING_FAULTS,
    **BLOCK_FAULTS,
    **END_FAULTS,
    **SHAPE_FAULTS,
    **CODE_FAULTS,
    **DIAGRAM_FAULTS,
    **MARKUP_FAULTS,
    **LANGUAGE_FAULTS,
    **NOTEBOOK_FAULTS,
    **REPOSITORY_FAULTS,
}
