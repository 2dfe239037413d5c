// The filters, which live in the fragment of the address: `#/language/vi?rule=anchor`.

const FILTERS = ["language", "folder", "state", "rule", "severity"];

function parsedFragment(fragment) {
  const [place, query = ""] = fragment.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const [view, ...rest] = place.split("/");
  const given = new URLSearchParams(query);
  const filters = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""]));
  return { view: view || "overview", subject: decoded(rest.join("/")), filters };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fragment(view, subject = "", filters = {}) {
  const query = new URLSearchParams(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]]));
  const place = view === "overview" ? "" : view + (subject ? "/" + encoded(subject) : "");
  return `#/${place}${query.size ? "?" + query : ""}`;
}

function encoded(text) {
  return encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text);
}

function languageFragment(language) {
  return fragment("language", language.code);
}

function pageFragment(source, language) {
  return fragment("page", source, { language: language ? language.code : "" });
}

function isInFolder(source, folder) {
  return !folder || source.startsWith(folder + "/") || (folder === "." && !source.includes("/"));
}

function matchesFinding(finding, filters) {
  return (!filters.rule || finding.rule.id === filters.rule)
    && (!filters.severity || finding.severity === filters.severity)
    && (!filters.language || (finding.language !== null && finding.language.code === filters.language))
    && (!filters.state || (finding.page !== null && hasState(finding.page, filters.state)))
    && isInFolder(finding.page ? finding.page.source : finding.sourcePath || finding.path, filters.folder);
}

function hasState(page, state) {
  if (state === "defective") return page.findings.some((finding) => finding.severity !== "outdated");
  return page.state === state;
}

// Where the page is: what else a filter asks for is about its state and its findings.
function isInScope(page, filters) {
  return (!filters.language || page.language.code === filters.language)
    && isInFolder(page.source, filters.folder);
}

function matchesPage(page, filters) {
  return isInScope(page, filters)
    && (!filters.state || hasState(page, filters.state))
    && ((!filters.rule && !filters.severity) || page.findings.some((finding) => matchesFinding(finding, filters)));
}

function isNarrow(filters) {
  return Boolean(filters.state || filters.rule || filters.severity);
}

const choices = {
  language: {
    label: "Language", all: "All languages",
    options: () => languages.map((language) => [language.code, `${language.name} (${language.code})`]),
  },
  folder: { label: "Folder", all: "All folders", options: folderOptions },
  state: {
    label: "State", all: "Any state",
    options: () => [...data.states, "defective"]
      .filter((state) => languages.some((language) => language.pages.some((page) => hasState(page, state))))
      .map((state) => [state, state]),
  },
  rule: {
    label: "Rule", all: "All rules",
    options: () => rules.map((rule) => [rule.id, rule.id]).sort(),
  },
  severity: { label: "Severity", all: "Any severity",
    options: () => SEVERITIES.filter((severity) => severity !== "outdated" || countOf(everyFinding, severity))
      .map((severity) => [severity, severity]) },
};

function folderOptions() {
  const folders = new Set();
  for (const source of sources) {
    for (let folder = folderOf(source); folder; folder = folderOf(folder)) folders.add(folder);
  }
  const options = [...folders].sort().map((folder) => [folder, folder + "/"]);
  return sources.some((source) => !source.includes("/")) ? [[".", "(top folder)"], ...options] : options;
}

// A row of choices; `follow` hears the filters that are chosen.
function filterBar(names, follow) {
  const selects = new Map();
  const status = element("p", { role: "status", class: "status" });
  const chosen = () => Object.fromEntries([...selects].map(([name, select]) => [name, select.value]));
  const fields = names.map((name) => {
    const { label, all, options } = choices[name];
    const select = element("select", { name, onchange: () => follow(chosen()) },
      element("option", { value: "" }, all),
      options().map(([value, text]) => option(value, text)));
    selects.set(name, select);
    return element("label", {}, element("span", {}, label), select);
  });
  const clear = element("button", { type: "button", class: "clear", onclick: () => {
    follow({});
    selects.values().next().value.focus();
  } }, "Clear filters");
  const form = element("form", { class: "filters", "aria-label": "Filters", onsubmit: (event) => event.preventDefault() },
    fields, clear, status);
  const show = (filters, text) => {
    for (const [name, select] of selects) {
      const value = filters[name] || "";
      // What the address asks for is shown, even where nothing has it.
      if (![...select.options].some((known) => known.value === value)) select.append(option(value, value));
      select.value = value;
    }
    clear.hidden = !names.some((name) => filters[name]);
    if (status.textContent !== text) status.textContent = text;
  };
  return { form, show };
}

// The value is what is compared, so it stays as it is.
function option(value, text) {
  const node = element("option", {}, text);
  node.value = value;
  return node;
}
