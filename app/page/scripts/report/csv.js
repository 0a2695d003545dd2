// CSV after RFC 4180: quoted fields, doubled quotes, line breaks inside quotes; comma, semicolon or tab.

/** Read CSV into rows of fields. */
export function readCsv(text) {
  const mark = separator(text);
  const rows = [];
  let row = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === mark) {
      row.push(field);
      field = "";
    } else if (character === "\n" || character === "\r") {
      if (character === "\r" && text[at + 1] === "\n") at += 1;
      rows.push([...row, field]);
      row = [];
      field = "";
    } else field += character;
  }
  if (field !== "" || row.length) rows.push([...row, field]);
  return rows.filter((fields) => fields.some((value) => value.trim()));
}

/** Write rows as CSV. What a spreadsheet would take for a formula is written as text. */
export function writeCsv(rows) {
  return rows.map((row) => row.map(written).join(",")).join("\r\n") + "\r\n";
}

function written(value) {
  const text = String(value ?? "");
  const harmless = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function separator(text) {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [",", ";", "\t"].map((mark) => [line.split(mark).length, mark]);
  return counts.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
}
