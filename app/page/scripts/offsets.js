// The service counts Unicode code points; JavaScript counts UTF-16 code units.

/** Give for code-point offsets the UTF-16 offsets in the same text. */
export function toUnits(text, points) {
  const wanted = [...new Set(points)].sort((a, b) => a - b);
  const units = new Map();
  let unit = 0;
  let point = 0;
  for (const offset of wanted) {
    while (point < offset && unit < text.length) {
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      point += 1;
    }
    units.set(offset, unit);
  }
  return units;
}

/** Give stretches `{start, end, …}` in code points as the same stretches in UTF-16 units. */
export function inUnits(text, stretches) {
  const units = toUnits(
    text,
    stretches.flatMap(({ start, end }) => [start, end]),
  );
  return stretches.map((stretch) => ({ ...stretch, start: units.get(stretch.start), end: units.get(stretch.end) }));
}

/** Count the code points of a text. */
export function length(text) {
  let count = 0;
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) count += 1;
  return count;
}
