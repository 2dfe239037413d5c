"""A page of our own, long enough to lose a chunk: prose, lists, tables, code, links and anchors."""

from __future__ import annotations

from tests.conftest import Repository
from tests.injections.pages import Page, read_page

PATH, LANGUAGE = "docs/bread.md", "de"
SOURCE = """\
# Bread from your own oven

This guide takes you from a bag of flour to a loaf of bread. It needs two days and little work.

- [What you need](#what-you-need)
- [The starter](#the-starter)
- [Baking day](#baking-day)
- [When it fails](#when-it-fails)

## What you need

Weigh everything, because [cups are not precise](https://example.com/cups?WT.mc_id=academic-1). The
numbers are for one loaf; see [the other page](rolls.md) for rolls.

| Thing | Amount | Where |
| --- | --- | --- |
| Wheat flour | 500 g | [the mill](https://example.com/mill) |
| Water | 350 ml | [from the tap](https://example.com/tap) |
| Salt | 10 g | [the sea](https://example.com/sea) |
| Starter | 100 g | [the next section](#the-starter) |

1. Take a bowl that holds three litres, and clean it with hot water before you begin.
2. Put a scale beside it, and set it to grams; `scale --unit g` does so on the smart ones.
3. Keep a towel at hand that is large enough to cover the whole bowl during the night.

## The starter

A starter is flour and water in which yeast lives. Ask a neighbour for some, or grow it yourself.

### Grow your own

Mix rye flour with lukewarm water in a jar, and leave it on the window sill for a day. Then feed it.

```python
def feed(jar, days):
    for day in range(days):
        jar.add(flour=50, water=50)
        jar.stir()
    return jar
```

After five days it smells of apples. If it smells of nail polish, [throw it away](#when-it-fails).

### Keep it alive

Put the jar into the fridge, and feed it every week. It survives [a month](https://example.com/month)
without food, though it looks grey by then.

## Baking day

Begin early in the morning. The dough wants to rest for four hours, and you want to be at home.

![The folded dough](../images/dough.png)

- Fold the dough every half hour, from all four sides, and turn the bowl as you go round.
- Heat the oven to 250 degrees, with the iron pot in it, at least an hour before you bake.
- Bake for 45 minutes; take off the lid after the first 30 of them, so that the crust gets dark.
- Let the loaf cool for an hour, however good it smells, or the crumb will be wet and heavy.

```bash
oven --heat 250
timer --minutes 30
oven --lid off
timer --minutes 15
```

Write down what you did in [the log](https://example.com/log), or you will not remember it.

## When it fails

Every baker throws away a loaf now and then. Most faults have one of three causes, all in the table.

| Fault | Cause |
| --- | --- |
| It is flat | The starter was too old, or the night too warm |
| It is raw | The oven was not hot enough at [the beginning](#baking-day) |
| It is hard | There was no water in the oven, which makes steam |

Ask in [the forum](https://example.com/forum) if nothing helps, and show a picture of the crumb.

## What comes next

Once you can make this loaf, add seeds, nuts or [old bread](https://example.com/old). Stay with one
change at a time, because two of them can't be told apart afterwards.
"""
TRANSLATION = """\
# Brot aus dem eigenen Ofen

Diese Anleitung führt Sie von der Tüte Mehl zum Laib Brot. Sie braucht zwei Tage und wenig Arbeit.

- [Was Sie brauchen](#was-sie-brauchen)
- [Der Ansatz](#der-ansatz)
- [Backtag](#backtag)
- [Wenn es misslingt](#wenn-es-misslingt)

## Was Sie brauchen

Wiegen Sie alles ab, weil [Tassen nicht genau sind](https://example.com/cups?WT.mc_id=academic-1).
Die Zahlen gelten für einen Laib; für Brötchen siehe [die andere Seite](rolls.md).

| Ding | Menge | Wo |
| --- | --- | --- |
| Weizenmehl | 500 g | [die Mühle](https://example.com/mill) |
| Wasser | 350 ml | [aus dem Hahn](https://example.com/tap) |
| Salz | 10 g | [das Meer](https://example.com/sea) |
| Ansatz | 100 g | [der nächste Abschnitt](#der-ansatz) |

1. Nehmen Sie eine Schüssel für drei Liter, und reinigen Sie sie vorher mit heißem Wasser.
2. Stellen Sie eine Waage daneben, auf Gramm; `scale --unit g` macht das bei den klugen.
3. Halten Sie ein Tuch bereit, das groß genug ist, die ganze Schüssel über Nacht zu bedecken.

## Der Ansatz

Ein Ansatz ist Mehl und Wasser, worin Hefe lebt. Bitten Sie Nachbarn darum, oder ziehen Sie ihn.

### Selbst gezogen

Mischen Sie Roggenmehl mit lauem Wasser im Glas, und lassen Sie es einen Tag stehen. Dann füttern.

```python
def feed(jar, days):
    for day in range(days):
        jar.add(flour=50, water=50)
        jar.stir()
    return jar
```

Nach fünf Tagen riecht er nach Äpfeln, oder nach Nagellack: [weg damit](#wenn-es-misslingt).

### Am Leben halten

Stellen Sie das Glas kalt, und füttern Sie es jede Woche. Auch
[einen Monat](https://example.com/month) ohne Futter übersteht es, wenn auch in Grau.

## Backtag

Beginnen Sie früh am Morgen. Der Teig will vier Stunden ruhen, und Sie wollen zu Hause sein.

![Der gefaltete Teig](../../../images/dough.png)

- Falten Sie den Teig jede halbe Stunde von allen vier Seiten, und drehen Sie dabei die Schüssel.
- Heizen Sie den Ofen auf 250 Grad, den Eisentopf darin, mindestens eine Stunde vor dem Backen.
- Backen Sie 45 Minuten; der Deckel kommt nach den ersten 30 ab, damit die Kruste dunkel wird.
- Lassen Sie den Laib eine Stunde abkühlen, wie gut er auch riecht, sonst wird die Krume nass.

```bash
oven --heat 250
timer --minutes 30
oven --lid off
timer --minutes 15
```

Schreiben Sie alles in [das Buch](https://example.com/log), denn sonst wissen Sie es nicht mehr.

## Wenn es misslingt

Jeder Bäcker wirft ab und zu einen Laib weg. Die meisten Fehler haben eine der drei Ursachen hier.

| Fehler | Ursache |
| --- | --- |
| Es ist flach | Der Ansatz war zu alt oder die Nacht zu warm |
| Es ist roh | Der Ofen war [am Anfang](#backtag) nicht heiß genug |
| Es ist hart | Es war kein Wasser im Ofen, das zu Dampf wird |

Fragen Sie im [Forum](https://example.com/forum), wenn nichts hilft, und zeigen Sie ein Bild davon.

## Was danach kommt

Wenn der Laib gelingt, nehmen Sie Körner, Nüsse oder [altes Brot](https://example.com/old). Bleiben
Sie bei einer Änderung auf einmal, weil sich zwei danach nicht unterscheiden lassen.
"""
# Other pages of the repository: one that is linked to, and one to take foreign text from.
ROLLS = "# Rolls\n\nThe same dough, in eight pieces.\n"
BRÖTCHEN = "# Brötchen\n\nDerselbe Teig, in acht Stücken.\n"
SOUP = """\
# Soup

Wash the leeks, and cut them into rings that are as thick as a finger, with all their green.

Peel the potatoes, and put them into the pot with enough water to cover them by two fingers.

Let everything boil for twenty minutes, and mash it with a fork, but not all too thoroughly.

### The garnish

Serve the soup with chives and a spoon of cream, in deep plates that you have warmed before.

- Chives from the garden
- Cream without sugar
"""
SUPPE = """\
# Suppe

Waschen Sie den Lauch, und schneiden Sie ihn in fingerdicke Ringe, mit allem, was grün daran ist.

Schälen Sie die Kartoffeln, und bedecken Sie sie im Topf zwei Finger hoch mit kaltem Wasser.

Lassen Sie alles zwanzig Minuten kochen, und zerdrücken Sie es mit der Gabel, aber nicht zu sehr.

### Die Einlage

Servieren Sie die Suppe mit Schnittlauch und einem Löffel Rahm in tiefen, angewärmten Tellern.

- Schnittlauch aus dem Garten
- Rahm ohne Zucker
"""


def write_guide(repository: Repository) -> Page:
    """Write the page and what it links to, translated and recorded."""
    pages = {PATH: (SOURCE, TRANSLATION), "docs/rolls.md": (ROLLS, BRÖTCHEN)}
    pages["docs/soup.md"] = (SOUP, SUPPE)
    repository.write("images/dough.png", b"\x89PNG")
    for path, (source, translation) in pages.items():
        repository.write(path, source)
        repository.write(f"translations/{LANGUAGE}/{path}", translation)
    repository.sidecar(LANGUAGE, {path: repository.record(path, LANGUAGE) for path in pages})
    return read_page(repository.root, PATH, LANGUAGE)
