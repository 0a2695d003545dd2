// Spans of a text that is being edited: what an edit does not touch moves along with it, what it touches goes.

/** Find the one stretch in which two texts differ: `{start, removed, inserted}` in UTF-16 units. */
export function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { start, removed: before.length - start - end, inserted: after.length - start - end };
}

/** Move spans over an edit and drop those that it touches. */
export function moved(spans, { start, removed, inserted }) {
  const end = start + removed;
  const shift = inserted - removed;
  return spans
    .filter((span) => span.end <= start || span.start >= end)
    .map((span) => (span.end <= start ? span : { ...span, start: span.start + shift, end: span.end + shift }));
}

/** Give each span a lane, so that the lines under words that carry several cues lie below each other. */
export function inLanes(spans) {
  const placed = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const taken = placed.filter((other) => other.start < span.end && span.start < other.end).map(({ lane }) => lane);
    let lane = 0;
    while (taken.includes(lane)) lane += 1;
    placed.push({ ...span, lane });
  }
  return placed;
}
