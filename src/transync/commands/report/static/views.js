// A language, a page, and the findings of all: views of their own in the same file.

function crumbs(text) {
  return element("nav", { "aria-label": "Breadcrumb", class: "crumbs" }, link("#/", "Overview"),
    element("span", { "aria-hidden": "true" }, " / "), element("span", { "aria-current": "page" }, text));
}

// Each view has a title, what stands above its filters, the names of these, and what they narrow.
const views = {
  language: {
    filters: ["folder", "state", "rule", "severity"],
    find: (subject) => languageByCode.get(subject),
    title: (language) => `${language.name} (${language.code})`,
    head: (language) => [
      element("h1", { tabindex: "-1" }, language.name, " ", element("code", {}, language.code)),
      figures(language.pages, language.findings),
    ],
    body: (language, filters) => {
      const scope = { ...filters, language: "" };
      const pages = language.pages.filter((page) => matchesPage(page, scope));
      const findings = language.findings.filter((finding) => matchesFinding(finding, scope));
      return {
        status: `${count(pages.length, "page")}, ${count(findings.length, "finding")}`,
        nodes: [
          section("Pages", pageTable(pages)),
          section("Findings", ...findingList(findings)),
        ],
      };
    },
  },
  page: {
    filters: ["language", "state", "rule", "severity"],
    find: (subject) => sources.find((source) => decoded(encoded(source)) === subject),
    title: (source) => source,
    head: (source) => [
      element("h1", { tabindex: "-1", class: "of-page" }, path(source)),
      element("p", { class: "address" }, fileAddress(source) ? link(fileAddress(source), `source on ${new URL(fileAddress(source)).host}`) : null),
      figures(pagesBySource.get(source), findingsOf(source)),
    ],
    body: (source, filters) => {
      const scope = { ...filters, folder: "" };
      const pages = pagesBySource.get(source).filter((page) => matchesPage(page, scope));
      const findings = findingsOf(source).filter((finding) => matchesFinding(finding, scope));
      return {
        status: `${count(pages.length, "language")}, ${count(findings.length, "finding")}`,
        nodes: [
          changesOf(pages),
          section("Languages", languageTable(pages)),
          section("Findings", ...findingList(findings, { isOfPage: true })),
        ],
      };
    },
  },
  findings: {
    filters: FILTERS,
    find: () => true,
    title: () => "Findings",
    head: () => [element("h1", { tabindex: "-1" }, "Findings")],
    body: (_, filters) => {
      const findings = everyFinding.filter((finding) => matchesFinding(finding, filters));
      const rule = rules.find(({ id }) => id === filters.rule);
      return {
        status: count(findings.length, "finding"),
        nodes: [rule ? element("p", { class: "summary" }, rule.summary) : null, ...findingList(findings, { level: "h2" })],
      };
    },
  },
};

function findingsOf(source) {
  const own = faults.filter((finding) => finding.path === source || finding.sourcePath === source);
  return [...own, ...pagesBySource.get(source).flatMap((page) => page.findings)];
}

function section(title, ...nodes) {
  return element("section", { "aria-label": title }, element("h2", {}, title), nodes);
}

function figures(pages, findings) {
  const [current, wanted] = wantedPages(pages);
  const of = (state) => pages.filter((page) => page.state === state).length;
  const [errors, warnings] = [countOf(findings, "error"), countOf(findings, "warning")];
  const days = oldest(pages);
  const entries = [
    ["current", `${share(current, wanted)} %`, `current, ${current} of ${wanted}`],
    ...["stale", "missing", "orphan", "unmanaged"].filter((state) => of(state) || state === "stale" || state === "missing")
      .map((state) => [state, of(state), state]),
    ["error", errors, errors === 1 ? "error" : "errors"],
    ["warning", warnings, warnings === 1 ? "warning" : "warnings"],
    ...(days < 0 ? [] : [["age", days, "days, the oldest stale"]]),
  ];
  return element("ul", { class: "figures small" }, entries.map(([kind, number, text]) =>
    element("li", { class: `${kind}${number === 0 ? " none" : ""}` }, element("strong", {}, number), " ", element("span", {}, text))));
}

const lagColumns = [
  { name: "State", sort: "text", value: (page) => page.state, show: (page) => stateMark(page) },
  { name: "Days", sort: "number", first: "descending", value: (page) => page.behind?.days ?? -1, show: (page) => dash(page.behind?.days) },
  { name: "Commits", sort: "number", first: "descending", value: (page) => page.behind?.commits ?? -1, show: (page) => dash(page.behind?.commits) },
  { name: "Lines", sort: "number", first: "descending", value: (page) => (page.behind ? page.behind.added + page.behind.removed : -1),
    show: (page) => (page.behind ? [element("span", { class: "added" }, `+${page.behind.added}`), " ", element("span", { class: "removed" }, `−${page.behind.removed}`)] : "–") },
  { name: "Sections changed", sort: "number", first: "descending", isText: true, value: (page) => (page.behind ? meaningful(page.behind).length : -1), show: (page) => sectionsShort(page.behind) },
];
const defectColumns = [
  { name: "Errors", sort: "number", first: "descending", value: (page) => countOf(page.findings, "error") },
  { name: "Warnings", sort: "number", first: "descending", value: (page) => countOf(page.findings, "warning") },
];
const fileColumn = { name: "Files", value: () => "", show: (page) => [
  page.state === "missing" ? null : link(fileAddress(page.translation), "translation"),
  page.behind?.address ? [" · ", link(page.behind.address, "compare")] : null,
] };

function usefulColumns(columns, pages) {
  const isStale = pages.some((page) => page.behind);
  const lag = ["Days", "Commits", "Lines", "Sections changed"];
  return columns.filter((column) => (isStale || !lag.includes(column.name)) && (data.forge || column !== fileColumn));
}

function pageTable(pages) {
  const first = { name: "Page", sort: "text", value: (page) => page.source, show: (page) => link(pageFragment(page.source, page.language), path(page.source)) };
  const columns = usefulColumns([first, ...lagColumns, ...defectColumns, fileColumn], pages);
  return table("Pages", columns, [...pages].sort(byNeed), { limit: 100 });
}

function languageTable(pages) {
  const first = { name: "Language", sort: "text", value: (page) => page.language.code,
    show: (page) => [link(languageFragment(page.language), page.language.name), " ", element("code", {}, page.language.code)] };
  const columns = usefulColumns([first, ...lagColumns, ...defectColumns, fileColumn], pages);
  return table("Languages", columns, [...pages].sort(byNeed), { limit: 100 });
}

// What is worth retranslating first.
function byNeed(one, other) {
  const rank = (page) => WORST_FIRST.indexOf(page.state);
  return rank(one) - rank(other) || (other.behind?.days ?? 0) - (one.behind?.days ?? 0) || other.findings.length - one.findings.length;
}

function stateMark(page) {
  const { kind, text } = mark({ ...page, findings: [] });
  const isUnknown = page.state === "stale" && !page.behind;
  const reason = page.isPhantom ? "from a source never committed" : "from a source not in the history";
  const more = isUnknown ? reason : page.behind?.isTrivial ? "trivially" : "";
  return [element("span", { class: `sample ${kind}`, "aria-hidden": "true" }, text), " ", page.state,
    more ? element("small", {}, ` ${more}`) : null];
}

function dash(value) {
  return value ?? "–";
}

function meaningful(behind) {
  return behind.sections.filter((section) => !section.isTrivial);
}

function sectionsShort(behind) {
  if (!behind) return "–";
  const changed = meaningful(behind);
  if (!changed.length) return "trivial only";
  const names = changed.slice(0, 2).map((section, index) => [index ? ", " : "", isolated(sectionName(section))]);
  return element("span", { class: "sections-short" }, names, changed.length > 2 ? ` and ${changed.length - 2} more` : null);
}

// What changed in a source since its translations were made; languages of one commit share it.
function changesOf(pages) {
  const byChange = new Map();
  for (const page of pages.filter(({ behind }) => behind)) {
    if (!byChange.has(page.behind)) byChange.set(page.behind, []);
    byChange.get(page.behind).push(page);
  }
  if (!byChange.size) return null;
  const entries = [...byChange].sort(([one], [other]) => other.days - one.days).map(([behind, of]) => changeSince(behind, of));
  return section("What changed in the source", entries);
}

function changeSince(behind, pages) {
  const names = pages.map((page) => page.language.code).join(", ");
  const text = `${lag(behind)}, +${behind.added} −${behind.removed} lines since ${behind.since}`;
  const sections = [...behind.sections].sort((one, other) => one.isTrivial - other.isTrivial);
  return element("div", { class: "change" },
    element("h3", {}, `Since ${behind.commit.slice(0, 8)}, for ${names}`),
    element("p", {}, text, behind.address ? [" · ", link(behind.address, "compare")] : null,
      behind.path === pages[0].source ? null : [" · then named ", path(behind.path)]),
    element("ul", { class: "sections" }, sections.map((one) => element("li", { class: one.isTrivial ? "trivial" : null },
      element("span", { class: `status-mark ${one.status}` }, one.status), " ",
      link(one.line ? fileAddress(pages[0].source, one.line) : "", isolated(sectionName(one))),
      one.isTrivial ? " (trivial)" : null))));
}
