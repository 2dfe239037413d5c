// What is said of states, ages and numbers.

const STATE_NAMES = { current: "current", stale: "stale", missing: "missing", orphan: "orphan", unmanaged: "unmanaged" };
// Days from which a stale page is drawn one step darker.
const STEPS = [0, 30, 90, 365];

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function share(part, all) {
  // Rounded down, as in every form of the report: 100 is all of it.
  return all ? (Math.floor((part / all) * 1000 + 1e-9) / 10).toFixed(1).replace(/\.0$/, "") : "100";
}

// Short enough for a cell: 9d, 5w, 8m, 2y.
function shortAge(days) {
  if (days < 14) return `${days}d`;
  if (days < 70) return `${Math.floor(days / 7)}w`;
  if (days < 730) return `${Math.floor(days / 30.44)}m`;
  return `${Math.floor(days / 365.25)}y`;
}

function step(days) {
  return STEPS.findLastIndex((least) => days >= least) + 1;
}

function lag(behind) {
  return `${count(behind.days, "day")}, ${count(behind.commits, "commit")} behind`;
}

function stateText(page) {
  if (page.state !== "stale") {
    return { orphan: "orphan: its source is gone", unmanaged: "unmanaged: it has no record" }[page.state]
      || STATE_NAMES[page.state] || page.state;
  }
  if (page.behind) return `stale: ${lag(page.behind)}${page.behind.isTrivial ? ", trivial changes only" : ""}`;
  return page.isPhantom ? "stale: its source was never committed" : "stale: history does not hold its source";
}

// Of findings that are there only since the source changed, none is a defect of the translation.
const SEVERITIES = ["error", "warning", "outdated"];

function countOf(findings, severity) {
  return findings.reduce((number, finding) => number + (finding.severity === severity), 0);
}

function defectsText(findings) {
  const [errors, warnings, outdated] = SEVERITIES.map((severity) => countOf(findings, severity));
  const parts = [errors && count(errors, "error"), warnings && count(warnings, "warning"), outdated && `${outdated} outdated`];
  return parts.filter(Boolean).join(", ");
}

function sectionName(section) {
  return section.heading || "above the first heading";
}

function place(line, cell) {
  if (!cell) return line ? `line ${line}` : "";
  return cell[1] ? `cell ${cell[0]}, line ${cell[1]}` : `cell ${cell[0]}`;
}
