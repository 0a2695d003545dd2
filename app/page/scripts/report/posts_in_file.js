// The posts in a file that was dropped: text with empty lines between posts, JSON lines, or CSV with a column of texts.

import { RELATIONSHIPS } from "../words.js";
import { readCsv } from "./csv.js";

const TEXT_NAMES = ["text", "post", "body", "content", "message", "caption"];

/** Read posts `{text, id?, relationship?, date?}` out of a file; throws an `Error` that says what the file lacks. */
export function postsIn(name, content) {
  const text = content.replace(/^\ufeff/, "");
  if (text.includes("\0") || text.includes("\ufffd"))
    throw new Error(`${name} is not a text file in UTF-8. Save it as UTF-8 and drop it again.`);
  const posts = reader(name)(text, name).filter((post) => post.text.trim());
  if (!posts.length) throw new Error(`${name} holds no posts.`);
  return { posts };
}

function reader(name) {
  if (/\.(jsonl|ndjson)$/i.test(name)) return fromLines;
  if (/\.(csv|tsv)$/i.test(name)) return fromCsv;
  return (text) => text.split(/\r?\n\s*\r?\n/).map((post) => ({ text: post.trim() }));
}

function fromLines(text, name) {
  return text
    .split("\n")
    .map((line, index) => [line.trim(), index + 1])
    .filter(([line]) => line)
    .map(([line, number]) => {
      let value;
      try {
        value = JSON.parse(line);
      } catch {
        throw new Error(`Line ${number} of ${name} is not JSON. Each line must be an object such as {"text": "…"}.`);
      }
      const post = typeof value === "string" ? { text: value } : value;
      const words = TEXT_NAMES.map((key) => post?.[key]).find((found) => typeof found === "string");
      if (words === undefined) throw new Error(`Line ${number} of ${name} has no “text”.`);
      return known({ ...post, text: words });
    });
}

function fromCsv(text, name) {
  const [head, ...rows] = readCsv(text);
  if (!head) return [];
  const names = head.map((column) => column.trim().toLowerCase());
  const column = names.findIndex((one) => TEXT_NAMES.includes(one));
  if (column < 0 && head.length > 1)
    throw new Error(`${name} has no column named “text”; its columns are ${head.join(", ")}.`);
  const all = column < 0 ? [head, ...rows] : rows;
  return all.map((row) =>
    known({
      text: row[Math.max(column, 0)] ?? "",
      id: row[names.indexOf("id")],
      relationship: row[names.indexOf("relationship")],
      date: row[names.indexOf("date")],
    }),
  );
}

function known({ text, id, relationship, date }) {
  return {
    text,
    ...(id === undefined || id === "" ? {} : { id: String(id).slice(0, 200) }),
    ...(RELATIONSHIPS.includes(relationship) ? { relationship } : {}),
    ...(/^\d{4}-\d{2}-\d{2}/.test(date ?? "") ? { date: date.slice(0, 10) } : {}),
  };
}
