"""Tags that make a browser do more than show a text: load, run, send, lead on, or hide the rest.

What is harmless is listed, and all else counts, so that nothing has to be known to be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transync.documents.document import UNFINISHED, ActiveTag
from transync.documents.parse.digest import digest
from transync.documents.parse.markup import Markup, Tag, text_end
from transync.documents.parse.span import Span

# fmt: off
# Elements of HTML that do nothing by themselves; their attributes can.
# https://html.spec.whatwg.org/multipage/indices.html, with the obsolete ones.
_PASSIVE = frozenset({
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "basefont",
    "bdi", "bdo", "bgsound", "big", "blockquote", "body", "br", "canvas", "caption", "center",
    "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dir",
    "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "image", "img",
    "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "menu",
    "menuitem", "meta", "meter", "nav", "nobr", "object", "ol", "optgroup", "option", "output", "p",
    "param", "picture", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp",
    "search", "section", "slot", "small", "source", "span", "strike", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul",
    "var", "video", "wbr",
    # Of SVG.
    "animate", "animatemotion", "animatetransform", "discard", "feimage", "mpath", "set", "use",
})
_ACTIVE = frozenset({
    "applet", "button", "dialog", "fencedframe", "form", "frame", "frameset", "iframe", "marquee",
    "math", "noembed", "noframes", "noscript", "plaintext", "portal", "script", "select", "style",
    "svg", "template", "textarea", "title", "xmp",
})
# Attributes whose values are addresses, in any element.
_ADDRESSES = frozenset({
    "action", "archive", "background", "classid", "codebase", "data", "dynsrc", "formaction",
    "href", "icon", "imagesrcset", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile",
    "src", "srcset", "xlink:href",
})
# Texts, looks, and what only says more about an element.
_LOOKS = frozenset({
    "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "bordercolor", "cellpadding",
    "cellspacing", "class", "classname", "clear", "color", "cols", "compact", "dir", "face",
    "frameborder", "height", "hidden", "hspace", "id", "label", "lang", "loading", "marginheight",
    "marginwidth", "name", "noshade", "nowrap", "placeholder", "role", "rows", "scrolling", "size",
    "summary", "tabindex", "title", "translate", "valign", "vspace", "width", "xml:lang", "xmlns",
})
_HARMLESS = _LOOKS | {
    "accept", "accept-charset", "allowfullscreen", "autoplay", "char", "charoff", "charset",
    "checked", "cite", "colspan", "controls", "coords", "crossorigin", "datetime", "decoding",
    "default", "disabled", "download", "draggable", "enterkeyhint", "fetchpriority", "for", "frame",
    "headers", "high", "hreflang", "inert", "inputmode", "ismap", "itemid", "itemprop", "itemref",
    "itemscope", "itemtype", "kind", "language", "loop", "low", "max", "maxlength", "media",
    "method", "min", "minlength", "multiple", "muted", "nohref", "open", "optimum", "pattern",
    "playsinline", "preload", "progress", "readonly", "referrerpolicy", "rel", "required", "rev",
    "reversed", "rowspan", "rules", "scope", "selected", "shape", "sizes", "span", "spellcheck",
    "srclang", "start", "step", "target", "type", "usemap", "value", "wrap",
}
# Functions of CSS that load nothing.
_FUNCTIONS = frozenset({
    "calc", "clamp", "cubic-bezier", "hsl", "hsla", "linear-gradient", "matrix", "max", "min",
    "minmax", "radial-gradient", "repeat", "rgb", "rgba", "rotate", "scale", "scalex", "scaley",
    "skew", "steps", "translate", "translatex", "translatey", "var",
})
# fmt: on
_FUNCTION = re.compile(r"(?<![\w-])([\w-]*+)\(")
# A link and an image are compared as such.
_LINKS = frozenset((("a", "href"), ("img", "src"), ("image", "src")))
# Their text is what they do.
_WRITTEN = ("script", "style")
_CDATA = "<![CDATA["


class ActiveReader:
    """Takes the tags of a document, one after the other."""

    def __init__(self) -> None:
        self.found: list[ActiveTag] = []
        self._span: Span | None = None
        self._text_end = 0

    def add(self, markup: Markup, span: Span, offset: int) -> None:
        """Take note of a tag or a comment, which begins at an offset of the span's content."""
        name, attributes = "!--", None
        if isinstance(markup, Tag):
            name, attributes = markup.name, actions(markup)
        elif span.content.startswith(_CDATA, offset):
            # In SVG it ends elsewhere than in HTML.
            name, attributes = "![CDATA[", ()
        if not markup.is_whole:
            attributes = (*(attributes or ()), UNFINISHED)
        if attributes is None:
            return
        if name in _WRITTEN:
            text = self._text(name, span, offset, offset + markup.end - markup.offset)
            if text:
                attributes = (*attributes, ("", digest(text)))
        self.found.append(ActiveTag(name, attributes, *span.at(offset)))

    def _text(self, name: str, span: Span, offset: int, start: int) -> str:
        """The text from `start` on of an element; nothing where it is itself part of another's."""
        if span is not self._span:
            self._span, self._text_end = span, 0
        if offset < self._text_end:
            return ""
        self._text_end = text_end(span.content, name, start)
        return span.content[start : self._text_end].strip()


def actions(tag: Tag) -> tuple[tuple[str, str], ...] | None:
    """The attributes because of which the tag acts, in alphabetical order.

    None where it does not; nothing where it does without any.
    """
    if tag.name.startswith("/"):
        return None
    if not tag.attributes and tag.name not in _ACTIVE:
        return None
    found = tuple(sorted(_acting(tag)))
    return found if found or tag.name in _ACTIVE else None


def is_address(name: str) -> bool:
    """Whether the value of an attribute of this name is an address, or some of them."""
    return name in _ADDRESSES


def _acting(tag: Tag) -> Iterator[tuple[str, str]]:
    is_active = tag.name in _ACTIVE
    if tag.name == "meta" and "http-equiv" not in tag.attributes:
        return
    for name, value in tag.attributes.items():
        if name == "style":
            is_acting = _loads(value)
        elif is_active:
            is_acting = name not in _LOOKS
        elif not value or (tag.name, name) in _LINKS:
            is_acting = False
        elif tag.name in _PASSIVE:
            is_acting = name not in _HARMLESS and not name.startswith(("aria-", "data-"))
        else:
            # A word in brackets, or an element that only its site knows.
            is_acting = name.startswith("on") or name in _ADDRESSES
        if is_acting:
            yield name, value


def _loads(style: str) -> bool:
    """Whether a style may do more than change looks."""
    return "\\" in style or any(name.lower() not in _FUNCTIONS for name in _FUNCTION.findall(style))
