"""What a machine that translates leaves behind in a text: placeholders, marks, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transync.co_op_translator import NOTICE, PLACEHOLDER, PLACEHOLDER_MARK
from transync.documents.document import Placeholder

# What models begin and end messages with: ChatML, Llama 2, Mistral, Gemma. `</s>` is HTML as well.
_TOKEN = re.compile(r"<\|[a-z_]{2,30}\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>")
_TOKEN_MARKS = ("<|", "INST]", "SYS>>", "_of_turn>")
# How models speak of their work: where a line begins, before a colon or a full stop.
_REMARK = re.compile(
    r"^[ \t>*_#\"“]*+(?P<remark>"
    r"(?:(?:Sure|Certainly|Of course|Absolutely)[,!.:] ?)?Here(?:'|’| i)s (?:the|your|a) "
    r"(?:[A-Za-z]+ )?(?:translation\.|translat(?:ion|ed)\b[^\n:.]{0,60}:)"
    r"|I(?:'|’| a)m sorry, but I (?:can't|can’t|cannot|can not)\b[^\n.]{0,80}\."
    r"|I (?:can't|can’t|cannot|am unable to) (?:translate|assist)\b[^\n.]{0,80}\."
    r"|As an AI(?: language)? model, I [^\n.]{0,80}\."
    r"|(?:Hier ist die (?:deutsche )?Übersetzung|Voici la traduction"
    r"|Aquí (?:está|tienes) la traducción|Aqui está a tradução"
    r"|Ecco la traduzione|Вот перевод|Oto tłumaczenie|Hier is de vertaling)"
    r"[^\n:.]{0,60}[:.]"
    r"|(?:以下是|这是|這是|下面是)[^\n:：。]{0,20}(?:翻译|翻譯|譯文|译文)[^\n:：。]{0,20}[:：。]"
    r"|以下(?:が|は)[^\n:：。]{0,20}翻訳[^\n:：。]{0,20}[:：。]"
    r"|다음은[^\n:：.]{0,20}번역[^\n:：.]{0,20}[:：.]"
    r")",
    re.MULTILINE,
)
# Most texts have none of these, and looking for words is many times as fast as for the pattern.
_REMARK_WORDS = (
    "translat", "sorry, but", "assist", "As an AI", "bersetzung", "traduc", "tradu", "перевод",
    "tłumaczenie", "vertaling", "翻", "译文", "번역",
)  # fmt: skip


def placeholders(text: str, lines: Sequence[str]) -> Iterator[Placeholder]:
    """What stood for code or links while the text was translated, whole or cut short."""
    if PLACEHOLDER_MARK in text:
        yield from _found(PLACEHOLDER, lines, (PLACEHOLDER_MARK,))


def remarks(text: str, lines: Sequence[str]) -> Iterator[Placeholder]:
    """Marks of a model, its remarks, and the notices of the translator."""
    if any(mark in text for mark in _TOKEN_MARKS):
        yield from _found(_TOKEN, lines, _TOKEN_MARKS)
    if "ranslation for chunk" in text:
        yield from _found(NOTICE, lines, ("ranslation for chunk",))
    if any(word in text for word in _REMARK_WORDS):
        yield from _found(_REMARK, lines, _REMARK_WORDS)


def _found(
    pattern: re.Pattern[str], lines: Sequence[str], signs: Sequence[str]
) -> Iterator[Placeholder]:
    group = "remark" if "remark" in pattern.groupindex else 0
    for number, line in enumerate(lines, 1):
        if any(sign in line for sign in signs):
            for found in pattern.finditer(line):
                yield Placeholder(found[group], number, found.start(group) + 1)
