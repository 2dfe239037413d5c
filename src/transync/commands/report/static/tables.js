// Tables whose columns sort, by the values that their cells carry.

// A column is { name, sort: "text" | "number", first: "ascending" | "descending", isText, value,
// show }; one that `isText` is sorted by a number that it does not show.
function table(caption, columns, items, { limit = 0 } = {}) {
  const body = element("tbody");
  const head = element("tr", {}, columns.map((column) =>
    element("th", { scope: "col", "data-sort": column.sort, "data-first": column.first,
      class: numberClass(column, 1) }, column.name)));
  for (const item of items) {
    body.append(element("tr", {}, columns.map((column, index) => {
      const value = column.value(item);
      const shown = column.show ? column.show(item) : value;
      if (!index) return element("th", { scope: "row", "data-value": value }, shown);
      return element("td", { "data-value": value, class: numberClass(column, value) }, shown);
    })));
  }
  const node = element("table", { class: "sortable" }, element("caption", { class: "hidden" }, caption), element("thead", {}, head), body);
  makeSortable(node);
  const region = element("div", { class: "scroll", role: "group", "aria-label": caption, tabindex: "0" }, node);
  return [region, limit && items.length > limit ? moreRows(body, limit) : null];
}

function numberClass(column, value) {
  const isNumber = column.sort === "number" && !column.isText;
  return [isNumber ? "number" : "", column.sort === "number" && value <= 0 ? "zero" : ""].join(" ").trim() || null;
}

function moreRows(body, limit) {
  const cut = () => [...body.rows].forEach((row, index) => { row.hidden = index >= limit; });
  cut();
  body.addEventListener("sorted", cut);
  const button = element("button", { type: "button", class: "more", onclick: () => {
    body.removeEventListener("sorted", cut);
    const next = body.rows[limit];
    for (const row of body.rows) row.hidden = false;
    button.remove();
    next.querySelector("a")?.focus();
  } }, `Show all ${body.rows.length}`);
  return button;
}

function makeSortable(node) {
  [...node.tHead.rows[0].cells].forEach((cell, index) => {
    if (!cell.dataset.sort) return;
    const button = element("button", { type: "button", onclick: () => {
      const first = cell.dataset.first || "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      sortRows(node, index, cell.getAttribute("aria-sort") === first ? other : first);
    } }, cell.textContent);
    replace(cell, button);
  });
}

const collator = new Intl.Collator("en", { numeric: true });

function sortRows(node, index, direction) {
  const head = [...node.tHead.rows[0].cells];
  head.forEach((cell) => cell.removeAttribute("aria-sort"));
  head[index].setAttribute("aria-sort", direction);
  const isNumber = head[index].dataset.sort === "number";
  const sign = direction === "ascending" ? 1 : -1;
  const body = node.tBodies[0];
  const value = (row) => row.cells[index].dataset.value;
  const compare = isNumber ? (a, b) => a - b : collator.compare;
  body.append(...[...body.rows].sort((a, b) => sign * compare(value(a), value(b))));
  body.dispatchEvent(new Event("sorted"));
}

// The table of languages is there without scripts; its numbers follow the filters.
function updateLanguages(node, filters) {
  for (const row of node.tBodies[0].rows) {
    const language = languageByCode.get(row.dataset.language);
    row.hidden = Boolean(filters.language) && filters.language !== language.code;
    const pages = language.pages.filter((page) => isInFolder(page.source, filters.folder));
    const narrowed = { ...filters, language: "", state: "" };
    const findings = language.findings.filter((finding) => matchesFinding(finding, narrowed));
    for (const cell of row.cells) {
      if (!cell.dataset.key) continue;
      const value = languageValue(cell.dataset.key, pages, findings);
      cell.dataset.value = value;
      if (cell.dataset.key === "share") {
        cell.querySelector(".part").setAttribute("width", value * 100);
        cell.querySelector("span").textContent = `${share(...wantedPages(pages))} %`;
      } else {
        cell.textContent = value < 0 ? "–" : value;
        cell.classList.toggle("zero", value <= 0);
      }
    }
  }
}

function wantedPages(pages) {
  const wanted = pages.filter((page) => page.state !== "orphan");
  return [wanted.filter((page) => page.state === "current").length, wanted.length];
}

function languageValue(key, pages, findings) {
  if (key === "share") {
    const [current, wanted] = wantedPages(pages);
    return wanted ? current / wanted : 1;
  }
  if (key === "oldest") return oldest(pages);
  if (key === "errors") return countOf(findings, "error");
  if (key === "warnings") return countOf(findings, "warning");
  return pages.filter((page) => page.state === key).length;
}

function oldest(pages) {
  return Math.max(-1, ...pages.filter((page) => page.behind).map((page) => page.behind.days));
}
