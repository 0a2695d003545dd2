// Numbers, verdicts and cues as people read them.

export const RELATIONSHIPS = ["social", "mixed", "market"];
export const VERDICTS = ["clear", "review", "flip"];

const READERS = { social: "friends", mixed: "followers", market: "customers" };

/** Whom a relationship is with, in a word. */
export function readersOf(relationship) {
  return READERS[relationship] ?? "readers";
}

/** A flip risk as a percentage that never claims to be sure. */
export function percent(risk) {
  if (risk > 0 && risk < 0.01) return "under 1%";
  if (risk > 0.99 && risk < 1) return "over 99%";
  return `${Math.round(risk * 100)}%`;
}

const ROLES = {
  sale: "customers",
  wage: "hired hands",
  ledger: "debtors",
  reach: "a sales channel",
  lead: "prospects",
  price_tag: "receivers of a sum",
  disguise: "targets",
};

/** What readers become by a cue, all of them: "customers". `role` is what one of them becomes. */
export function roles(cue, role = "something else") {
  return ROLES[cue] ?? role;
}

/** The name of a cue in words: `price_tag` is "price tag". */
export function cueName(cue) {
  return cue.replaceAll("_", " ");
}

/** A verdict as a sentence begins with it. */
export function verdictWord(verdict) {
  return { clear: "Clear", review: "Worth a second look", flip: "It flips" }[verdict] ?? verdict;
}

/** A count with its noun: `counted(1, "post")` is "1 post". */
export function counted(number, noun, nouns = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
}
