// Pages by languages: a grid that is walked with the arrow keys, grouped by folder.

const MANY_PAGES = 120;
// The names of least widths of cells, in pixels, and up to how many languages they are for.
const CELLS = [["wide", 46, 16], ["medium", 30, 34], ["narrow", 22, Infinity]];
const WIDEST = 66;
const EDGE = 14;
const HINT = "Point at a cell, or walk with the arrow keys, to read its state; Enter opens its page.";

// How a page is drawn: a kind for its colour, a short text for those who don't see colours. It is
// drawn by the style, from an attribute: what a screen reader says of a cell is its whole label.
function mark(page) {
  const errors = countOf(page.findings, "error");
  const warnings = countOf(page.findings, "warning");
  const corner = errors ? "has-errors" : warnings ? "has-warnings" : "";
  if (page.state === "stale") {
    if (!page.behind) return { kind: "stale unknown", text: "?", corner };
    if (page.behind.isTrivial) return { kind: "stale trivial", text: "≈", corner };
    return { kind: `stale step-${step(page.behind.days)}`, text: shortAge(page.behind.days), corner };
  }
  if (page.state === "missing") return { kind: "missing", text: "–", corner };
  if (page.state === "orphan") return { kind: "orphan", text: "×", corner };
  const kind = page.state === "unmanaged" ? "unmanaged" : errors ? "errors" : "current";
  const defects = Math.min(errors + warnings, 99) || "";
  return { kind, text: defects || (kind === "unmanaged" ? "○" : ""), corner };
}

// What is worst is what a cell shows that stands for several.
const WORST_FIRST = ["missing", "stale", "orphan", "unmanaged", "current"];

function worst(pages) {
  const rank = (page) => WORST_FIRST.indexOf(page.state) * 2 - Math.min(page.findings.length, 1);
  return pages.reduce((one, other) => (rank(other) < rank(one) ? other : one));
}

function heatmap(readout) {
  const opened = new Map();
  const node = element("table", { role: "grid", "aria-label": "Pages and languages", class: "heat" });
  const region = element("div", { class: "heat-region" }, node);
  let current = null;
  let columns = 0;
  let cell = 0;

  function draw(filters) {
    const wanted = languages.filter((language) => !filters.language || language.code === filters.language);
    const rows = sources.filter((source) => isInFolder(source, filters.folder)
      && (!isNarrow(filters) || pagesBySource.get(source).some((page) => matchesPage(page, filters))));
    columns = wanted.length;
    let name;
    [name, cell] = CELLS.find(([, , most]) => columns <= most);
    region.dataset.width = name;
    replace(node, heading(wanted), ...groups(rows).map(([folder, members]) => group(folder, members, wanted, filters, rows.length)));
    makeCurrent(node.querySelector("tbody [data-cell]"));
    region.hidden = !rows.length;
    fit();
    return rows.length;
  }

  // Names take what the cells leave. What fits needs no scrolling of its own, so that the page
  // scrolls with the names of languages in sight.
  function fit() {
    const room = region.parentElement?.clientWidth;
    if (!room) return;
    const least = room < 640 ? 110 : 200;
    const label = Math.min(Math.max(room - columns * cell - EDGE, least), 340);
    const width = Math.min(Math.max(Math.floor((room - label - EDGE) / columns), cell), WIDEST);
    region.style.setProperty("--label", `${label}px`);
    region.style.setProperty("--cell", `${width}px`);
    region.classList.toggle("fits", label + columns * width + EDGE <= room);
  }

  function heading(columns) {
    return element("thead", {}, element("tr", { role: "row" },
      element("th", { scope: "col", class: "corner" }, "Page"),
      columns.map((language) => element("th", { scope: "col" },
        element("a", { href: languageFragment(language), "data-cell": "", tabindex: "-1", title: language.name }, language.code)))));
  }

  function group(folder, members, columns, filters, total) {
    const body = element("tbody");
    const isOpen = opened.get(folder) ?? (total <= MANY_PAGES || members.length === 1);
    const toggle = element("button", { type: "button", "data-cell": "", tabindex: "-1", "aria-expanded": String(isOpen), onclick: () => {
      opened.set(folder, !isOpen);
      const again = group(folder, members, columns, filters, total);
      body.replaceWith(again);
      walkTo(again.querySelector("button"));
    } }, element("span", { class: "arrow", "aria-hidden": "true" }), isolated(folder ? folder + "/" : "top folder"), " ",
    element("span", { class: "members" }, members.length));
    body.append(element("tr", { class: "folder", role: "row" }, element("th", { scope: "row" }, toggle),
      columns.map((language) => folderCell(members, language))));
    if (isOpen) for (const source of members) body.append(row(source, columns, filters));
    return body;
  }

  function folderCell(members, language) {
    const pages = members.flatMap((source) => pagesBySource.get(source).filter((page) => page.language === language));
    const behind = pages.filter((page) => page.state === "stale" || page.state === "missing").length;
    const findings = pages.flatMap((page) => page.findings);
    const kind = behind ? "some" : countOf(findings, "error") ? "defects" : "";
    const said = [`${behind} of ${count(pages.length, "page")} stale or missing`, defectsText(findings)].filter(Boolean).join(", ");
    return element("td", { class: `sum ${kind}`, "data-cell": "", tabindex: "-1", "aria-label": said, "data-text": behind || null });
  }

  function row(source, columns, filters) {
    const pages = pagesBySource.get(source);
    const name = source.slice(source.lastIndexOf("/") + 1);
    return element("tr", { role: "row" },
      element("th", { scope: "row" }, element("a", { href: pageFragment(source), "data-cell": "", tabindex: "-1", title: source }, isolated(name))),
      columns.map((language) => pageCell(pages.filter((page) => page.language === language), filters)));
  }

  function pageCell(pages, filters) {
    if (!pages.length) return element("td", { class: "none", "data-cell": "", tabindex: "-1", "aria-label": "not wanted" });
    const page = worst(pages);
    const { kind, text, corner } = mark(page);
    const isDim = isNarrow(filters) && !pages.some((one) => matchesPage(one, filters));
    const said = [stateText(page), defectsText(page.findings)].filter(Boolean).join("; ");
    const node = element("td", { class: `${kind} ${corner}${isDim ? " dim" : ""}`, "data-cell": "", tabindex: "-1", "aria-label": said, "data-text": text || null });
    node.page = page;
    return node;
  }

  function walkTo(next) {
    makeCurrent(next);
    next?.focus();
  }

  // The one cell that the tab key comes to.
  function makeCurrent(next) {
    if (!next) return;
    if (current) current.tabIndex = -1;
    next.tabIndex = 0;
    current = next;
  }

  function say(target) {
    const td = target.closest("td[data-cell]");
    readout.textContent = td ? "" : HINT;
    readout.classList.toggle("speaks", td !== null);
    if (!td) return;
    const language = node.tHead.rows[0].cells[td.cellIndex].textContent;
    const what = td.page ? td.page.source : td.parentNode.cells[0].textContent;
    readout.append(path(what), ` · ${languageByCode.get(language)?.name ?? language} (${language}): ${td.getAttribute("aria-label")}`);
  }

  node.addEventListener("click", (event) => {
    const td = event.target.closest("td");
    if (td?.page) location.hash = pageFragment(td.page.source, td.page.language);
  });
  readout.textContent = HINT;
  node.addEventListener("mouseover", (event) => say(event.target));
  node.addEventListener("focusin", (event) => {
    makeCurrent(event.target.closest("[data-cell]"));
    say(event.target);
  });
  node.addEventListener("keydown", (event) => {
    const from = event.target.closest("th, td");
    if (!from || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && from.page) {
      location.hash = pageFragment(from.page.source, from.page.language);
      return;
    }
    const rows = [...node.rows];
    const y = rows.indexOf(from.parentNode);
    const x = from.cellIndex;
    const last = from.parentNode.cells.length - 1;
    const target = {
      ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], ArrowUp: [y - 1, x], ArrowDown: [y + 1, x],
      Home: [event.ctrlKey ? 1 : y, 0], End: [event.ctrlKey ? rows.length - 1 : y, last],
      PageUp: [Math.max(0, y - 10), x], PageDown: [Math.min(rows.length - 1, y + 10), x],
    }[event.key];
    if (!target) return;
    event.preventDefault();
    const next = rows[target[0]]?.cells[target[1]];
    if (next) walkTo(next.matches("[data-cell]") ? next : next.querySelector("[data-cell]"));
  });
  new ResizeObserver(fit).observe(document.getElementById("heat"));
  return { region, draw };
}

function groups(members) {
  const byFolder = new Map();
  for (const source of members) {
    const folder = folderOf(source);
    if (!byFolder.has(folder)) byFolder.set(folder, []);
    byFolder.get(folder).push(source);
  }
  return [...byFolder].sort(([one], [other]) => collator.compare(one, other));
}

function legend() {
  const entries = [
    ["current", "", "current"], ["current has-warnings", "2", "with 2 warnings"], ["errors has-errors", "1", "with an error"],
    ["stale trivial", "≈", "stale, trivially"], ["stale step-1", "9d", "stale for days"], ["stale step-2", "6w", "a month"],
    ["stale step-3", "5m", "3 months"], ["stale step-4", "2y", "a year or more"], ["stale unknown", "?", "not known how long"],
    ["missing", "–", "missing"],
    ...[["orphan", "×", "orphan, its source is gone"], ["unmanaged", "○", "without a record"]].filter(([state]) =>
      languages.some((language) => language.pages.some((page) => page.state === state))),
  ];
  return element("ul", { class: "legend", "aria-label": "Legend" }, entries.map(([kind, text, name]) =>
    element("li", {}, element("span", { class: `sample ${kind}`, "aria-hidden": "true" }, text), name)));
}
