// The little Markdown that model cards are written in: headings, paragraphs, lists, tables, code, strong, links as text.

import { element } from "../dom.js";

/** Turn Markdown into elements; a heading of depth 1 becomes `h3`, as the card stands inside a page. */
export function fromMarkdown(source) {
  const lines = source.split("\n");
  const made = [];
  let tables = 0;
  while (lines.length) {
    const line = lines.shift();
    if (!line.trim()) continue;
    const heading = /^(#{1,4})\s+(.*)/.exec(line);
    if (heading) made.push(element(`h${Math.min(heading[1].length + 2, 6)}`, {}, ...inline(heading[2])));
    else if (line.startsWith("|")) made.push(table([line, ...taken(lines, /^\|/)], ++tables));
    else if (/^[-*]\s/.test(line)) made.push(list([line, ...taken(lines, /^([-*]\s|\s+\S)/)]));
    else made.push(element("p", {}, ...inline([line, ...taken(lines, /^(?![#|]|[-*]\s|\s*$)/)].join(" "))));
  }
  return made;
}

function taken(lines, pattern) {
  const found = [];
  while (lines.length && pattern.test(lines[0])) found.push(lines.shift());
  return found;
}

function list(lines) {
  const items = [];
  for (const line of lines) {
    if (/^[-*]\s/.test(line)) items.push(line.slice(2));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return element("ul", {}, ...items.map((item) => element("li", {}, ...inline(item))));
}

function table(lines, number) {
  const rows = lines
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, "")
        .split("|")
        .map((cell) => cell.trim()),
    );
  const [head, ...body] = rows;
  return element(
    "div",
    { class: "wide", tabindex: "0", role: "region", "aria-label": `Table ${number}: ${head.filter(Boolean).join(", ")}` },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          ...head.map((cell) => (cell ? element("th", { scope: "col" }, ...inline(cell)) : element("td"))),
        ),
      ),
      element(
        "tbody",
        {},
        ...body.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, ...inline(cell))))),
      ),
    ),
  );
}

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (/^`.+`$/.test(part)) return element("code", { text: part.slice(1, -1) });
    if (/^\*\*.+\*\*$/.test(part)) return element("strong", { text: part.slice(2, -2) });
    return part;
  });
}
