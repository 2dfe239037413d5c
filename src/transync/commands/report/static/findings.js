// Findings with the offending lines of source and translation side by side.

const FEW = 40;
const FEW_LANGUAGES = 3;

// A fault that many languages share is shown once, with a line for each.
function findingList(findings, { level = "h3", isOfPage = false } = {}) {
  const byGroup = new Map();
  for (const finding of findings) {
    if (!byGroup.has(finding.group)) byGroup.set(finding.group, []);
    byGroup.get(finding.group).push(finding);
  }
  const found = [...byGroup.values()].sort(byWeight);
  const list = element("ol", { class: "faults" });
  const more = element("button", { type: "button", class: "more", onclick: () => show() });
  let shown = 0;
  function show() {
    const next = found.slice(shown, shown + FEW).map((group) => fault(group, level, isOfPage));
    list.append(...next);
    if (shown) next[0]?.querySelector("a, button")?.focus();
    shown += next.length;
    more.hidden = shown >= found.length;
    more.textContent = `Show more (${found.length - shown} left)`;
  }
  show();
  return found.length ? [list, more] : [element("p", { class: "nothing" }, "No findings.")];
}

function byWeight(one, other) {
  const rank = (group) => SEVERITIES.indexOf(group[0].severity);
  return rank(one) - rank(other) || other.length - one.length;
}

function fault(group, level, isOfPage) {
  const first = group[0];
  const isShared = group.length > 1;
  const head = element(level, { class: "fault-head" }, severityMark(first.severity),
    element("a", { class: "rule", href: fragment("findings", "", { rule: first.rule.id }), title: first.rule.summary }, first.rule.id),
    " ", element("span", { class: "message", dir: "auto" }, first.message));
  const details = isShared ? null : detail(first);
  const sides = element("div", { class: "sides" });
  if (first.sourceLine && first.sourcePath && first.language) sides.append(sourceSide(first));
  const translations = element("div", { class: "translations" });
  sides.append(translations);
  const add = (finding) => translations.append(ownSide(finding, isShared));
  group.slice(0, isShared ? FEW_LANGUAGES : 1).forEach(add);
  const rest = group.slice(FEW_LANGUAGES);
  if (isShared && rest.length) {
    const button = element("button", { type: "button", class: "more", onclick: () => {
      button.remove();
      rest.forEach(add);
      translations.children[FEW_LANGUAGES].querySelector("a")?.focus();
    } }, `and in ${rest.length} more: ${named(rest)}`);
    translations.append(button);
  }
  return element("li", { class: `fault ${first.severity}` }, head,
    isOfPage || !subject(first) ? null : element("p", { class: "of" }, subject(first)), details, sides);
}

function named(findings) {
  const codes = [...new Set(findings.map((finding) => (finding.language ? finding.language.code : finding.path)))];
  return codes.length > 12 ? `${codes.slice(0, 12).join(", ")}, …` : codes.join(", ");
}

function subject(finding) {
  return finding.page ? link(pageFragment(finding.page.source), path(finding.page.source)) : null;
}

function detail(finding) {
  const stale = finding.severity === "outdated" ? "The source has changed since this was translated." : "";
  if (!finding.detail && !stale) return null;
  return element("p", { class: "detail" }, finding.detail ? isolated(finding.detail) : null, finding.detail && stale ? " · " : "", stale);
}

function severityMark(severity) {
  return element("span", { class: `severity ${severity}` }, severity);
}

function sourceSide(finding) {
  return side("source", "Source", finding.sourcePath, finding.sourceLine, finding.sourceCell, finding.sourceExcerpt, null);
}

function ownSide(finding, isShared) {
  const title = finding.language ? `${finding.language.name} (${finding.language.code})` : "Source";
  const node = side("own", title, finding.path, finding.line, finding.cell, finding.isAbsent ? "" : finding.excerpt,
    finding.language ? finding.language.code : null);
  if (finding.isAbsent) node.append(element("p", { class: "absent" }, "It should stand here, but does not."));
  if (isShared) node.append(...[detail(finding)].filter(Boolean));
  return node;
}

function side(kind, title, file, line, cell, excerpt, language) {
  const where = [path(file), " ", element("span", { class: "line" }, place(line, cell))];
  const address = fileAddress(file, line);
  return element("div", { class: `side ${kind}` },
    element("p", { class: "side-head" }, element("span", { class: "side-title" }, title), " ", address ? link(address, where) : where),
    excerpt.trim() ? element("pre", { dir: "auto", lang: language }, element("code", {}, excerpt)) : null);
}
