// The data as `dashboard_data.py` writes it, unpacked: languages, pages, findings, changes.

const data = JSON.parse(document.getElementById("data").textContent);

const texts = data.texts;
const sources = data.sources;
const rules = data.rules.map(([id, summary]) => ({ id, summary }));
const changes = data.behind.map(unpackedChange);
const languages = data.languages.map(unpackedLanguage);
const faults = data.faults.map((row) => unpackedFinding(row, null, null));
const languageByCode = new Map(languages.map((language) => [language.code, language]));
const pagesBySource = new Map(sources.map((source) => [source, []]));
for (const language of languages) {
  for (const page of language.pages) pagesBySource.get(page.source).push(page);
}
const everyFinding = [
  ...faults,
  ...languages.flatMap((language) => language.findings),
];

function unpackedChange([commit, path, since, commits, days, added, removed, sections, address]) {
  const unpacked = sections.map(([heading, line, status, isTrivial]) => ({
    heading, line, status, isTrivial: Boolean(isTrivial),
  }));
  const isTrivial = unpacked.every((section) => section.isTrivial);
  return { commit, path, since, commits, days, added, removed, sections: unpacked, isTrivial, address };
}

function unpackedLanguage([code, name, prefix, pageRows, findingRows]) {
  const language = { code, name };
  language.pages = pageRows.map(([source = 0, state = 0, behind = 0, translation = 0, isPhantom = 0]) => ({
    language,
    source: sources[source],
    state: data.states[state],
    behind: behind ? changes[behind - 1] : null,
    translation: translation ? texts[translation] : prefix + sources[source],
    isPhantom: Boolean(isPhantom),
    findings: [],
  }));
  language.findings = findingRows.map((row) => {
    const page = (row[0] ?? 0) < 0 ? null : language.pages[row[0] ?? 0];
    const finding = unpackedFinding(row, language, page);
    if (page) page.findings.push(finding);
    return finding;
  });
  return language;
}

function unpackedFinding(row, language, page) {
  const [, rule = 0, isWarning = 0, group = 0, message = 0, line = 0, excerpt = 0, sourceLine = 0,
    sourceExcerpt = 0, detail = 0, isStale = 0, isAbsent = 0, path = 0, sourcePath = 0, cell = 0,
    sourceCell = 0] = row;
  return {
    language,
    page,
    rule: rules[rule],
    severity: isStale ? "outdated" : isWarning ? "warning" : "error",
    group,
    message: texts[message],
    detail: texts[detail],
    isAbsent: Boolean(isAbsent),
    path: path ? texts[path] : page ? page.translation : "",
    line,
    excerpt: texts[excerpt],
    cell: cell || null,
    sourcePath: sourcePath ? texts[sourcePath] : page ? page.source : "",
    sourceLine,
    sourceExcerpt: texts[sourceExcerpt],
    sourceCell: sourceCell || null,
  };
}

// The address of a file as it is in the commit that the data is of; none without a forge.
function fileAddress(path, line) {
  if (!data.forge) return "";
  const [file, atLine, asText] = data.forge;
  const isPage = /\.(?:md|mdx|markdown)$/i.test(path);
  const end = line ? (isPage ? asText : "") + atLine.replaceAll("{line}", String(line)) : "";
  try {
    return file.replace("{path}", () => path.split("/").map(encodeURIComponent).join("/")) + end;
  } catch {
    // Bytes that are no UTF-8 have no address.
    return "";
  }
}

function folderOf(source) {
  return source.slice(0, Math.max(0, source.lastIndexOf("/")));
}
