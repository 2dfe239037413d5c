// The overview, and the way between it and the views: each has its address, title and focus.

const overview = document.getElementById("overview");
const container = document.getElementById("view");
const languagesTable = document.getElementById("languages");
const baseTitle = document.title;
// How far each view was scrolled, which one is shown, and where the overview was left.
const scrolled = new Map();
let shown = null;
let left = null;

const drawOverview = preparedOverview();
history.scrollRestoration = "manual";
addEventListener("hashchange", () => show(true));
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
show(false);

function preparedOverview() {
  const bar = filterBar(FILTERS, (filters) => { location.hash = fragment("overview", "", filters); });
  document.getElementById("filters-of-overview").append(bar.form);
  const readout = element("p", { class: "readout", "aria-hidden": "true" });
  const nothing = element("p", { class: "nothing", hidden: true }, "No page matches.");
  const heat = heatmap(readout);
  const heatSection = document.getElementById("heat");
  heatSection.append(legend(), heat.region, nothing, readout);
  heatSection.hidden = !sources.length;
  if (languagesTable) makeSortable(languagesTable);
  let drawn = "";
  return (filters) => {
    // Who comes back finds it as it was.
    if (drawn === JSON.stringify(filters)) return;
    drawn = JSON.stringify(filters);
    const rows = heat.draw(filters);
    nothing.hidden = rows > 0;
    if (languagesTable) updateLanguages(languagesTable, filters);
    const findings = everyFinding.filter((finding) => matchesFinding(finding, filters));
    drawWorst(filters);
    drawRules(findings, filters);
    const languagesShown = filters.language ? 1 : languages.length;
    bar.show(filters, `${count(rows, "page")}, ${count(languagesShown, "language")}, ${count(findings.length, "finding")}`);
  };
}

function drawWorst(filters) {
  const node = document.getElementById("worst");
  const items = sources.map((source) => {
    const pages = pagesBySource.get(source).filter((page) => matchesPage(page, filters));
    const findings = pages.flatMap((page) => page.findings).filter((finding) => matchesFinding(finding, filters));
    const stale = pages.filter((page) => page.state === "stale").length;
    const missing = pages.filter((page) => page.state === "missing").length;
    const [errors, warnings] = [countOf(findings, "error"), countOf(findings, "warning")];
    const own = faults.filter((finding) => finding.path === source && matchesFinding(finding, filters)).length;
    return { source, stale, missing, days: oldest(pages), errors, warnings, own };
  }).filter((item) => item.stale || item.missing || item.errors || item.warnings || item.own);
  items.sort((one, other) => other.stale + other.missing - one.stale - one.missing || other.days - one.days
    || other.errors - one.errors || other.warnings - one.warnings);
  const number = (name, key) => ({ name, sort: "number", first: "descending", value: (item) => item[key], show: (item) => (item[key] < 0 ? "–" : item[key]) });
  const columns = [
    { name: "Page", sort: "text", value: (item) => item.source, show: (item) => link(pageFragment(item.source), path(item.source)) },
    number("Stale in", "stale"), number("Missing in", "missing"), number("Oldest stale, days", "days"),
    number("Errors", "errors"), number("Warnings", "warnings"), number("In the source", "own"),
  ];
  replace(node, node.querySelector("h2"), ...table("Pages, worst first", columns, items, { limit: 15 }));
  node.hidden = !items.length;
}

function drawRules(findings, filters) {
  const node = document.getElementById("rules");
  const byRule = new Map();
  for (const finding of findings) {
    const key = `${finding.rule.id} ${finding.severity}`;
    if (!byRule.has(key)) byRule.set(key, { rule: finding.rule, severity: finding.severity, findings: 0, groups: new Set(), languages: new Set() });
    const item = byRule.get(key);
    item.findings += 1;
    item.groups.add(finding.group);
    if (finding.language) item.languages.add(finding.language);
  }
  const items = [...byRule.values()].sort((one, other) => one.severity.localeCompare(other.severity) || other.findings - one.findings);
  const columns = [
    { name: "Rule", sort: "text", value: (item) => item.rule.id, show: (item) => [
      link(fragment("findings", "", { ...filters, rule: item.rule.id, severity: item.severity }), item.rule.id),
      element("span", { class: "rule-summary" }, item.rule.summary)] },
    { name: "Severity", sort: "text", value: (item) => item.severity, show: (item) => severityMark(item.severity) },
    { name: "Findings", sort: "number", first: "descending", value: (item) => item.findings },
    { name: "Different", sort: "number", first: "descending", value: (item) => item.groups.size },
    { name: "Languages", sort: "number", first: "descending", value: (item) => item.languages.size },
  ];
  replace(node, node.querySelector("h2"), ...table("Findings by rule", columns, items));
  node.hidden = !items.length;
}

function show(isMove) {
  const { view, subject, filters } = parsedFragment(location.hash);
  const key = `${view}/${subject}`;
  const isSame = shown !== null && shown.key === key;
  const y = scrolled.get(key);
  if (!isSame && shown) scrolled.set(shown.key, scrollY);
  if (!isSame && overview.contains(document.activeElement)) left = document.activeElement;
  const known = view === "overview" || !Object.hasOwn(views, view) ? null : views[view];
  const found = known?.find(subject);
  overview.hidden = view !== "overview";
  container.hidden = view === "overview";
  if (view === "overview") {
    document.title = baseTitle;
    drawOverview(filters);
    if (!isSame) shown = { key };
  } else if (found === undefined) {
    document.title = `Nothing here – ${baseTitle}`;
    replace(container, crumbs("nothing here"), element("h1", { tabindex: "-1" }, "Nothing here"),
      element("p", {}, "There is no such page or language in this report."));
    shown = { key };
  } else {
    if (!isSame) {
      const bar = filterBar(known.filters, (chosen) => { location.hash = fragment(view, subject, chosen); });
      const body = element("div");
      replace(container, crumbs(printable(known.title(found))), ...known.head(found), bar.form, body);
      shown = { key, bar, body };
    }
    document.title = `${printable(known.title(found))} – ${baseTitle}`;
    const { status, nodes } = known.body(found, filters);
    replace(shown.body, ...nodes);
    shown.bar.show(filters, status);
  }
  if (isMove && !isSame) moved(view, y);
}


// People who go back stand where they left; others begin at the heading.
function moved(view, y) {
  const isBack = view === "overview" && left?.isConnected;
  const heading = (view === "overview" ? overview : container).querySelector("h1");
  (isBack ? left : heading).focus({ preventScroll: true });
  scrollTo(0, isBack ? y : 0);
}
