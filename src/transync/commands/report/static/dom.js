// Elements from data: text becomes text nodes and attributes only, so nothing in it is markup.

const SVG = "http://www.w3.org/2000/svg";

// Control and format characters, as `printable` in Python has them: shown, so that they can't
// turn the direction of what follows; joiners and marks that scripts need stay.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const NEEDED = "\u200c\u200d\u200e\u200f";

function printable(text) {
  return text.replace(UNPRINTABLE, (character) => {
    if (NEEDED.includes(character)) return character;
    if (character === "\t") return " ";
    return "\\u" + character.codePointAt(0).toString(16).padStart(4, "0");
  });
}

function element(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

function drawing(name, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

function filled(node, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : printable(String(value)));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : printable(String(child)));
  }
  return node;
}

function replace(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return node;
}

// Paths and headings stand isolated: their direction is their own.
function isolated(text, name = "bdi") {
  return element(name, name === "bdi" ? {} : { dir: "auto" }, text);
}

function path(text) {
  // May break after each slash.
  const parts = text.split("/");
  const pieces = parts.flatMap((part, i) => (i < parts.length - 1 ? [part + "/", element("wbr")] : [part]));
  return element("bdi", { class: "path" }, pieces);
}

function link(address, ...children) {
  const isOutside = /^https?:\/\//.test(address || "");
  if (!isOutside && !(address || "").startsWith("#")) return element("span", {}, children);
  return element("a", { href: address, rel: isOutside ? "noreferrer" : null }, children);
}
