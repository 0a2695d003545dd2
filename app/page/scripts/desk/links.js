// Drafts in an address. What follows the # never leaves the browser, and is taken out of the address once it was read.

import { SITUATIONS } from "../situations/situations.js";

const LONGEST = 16_000;

/** Give the link that puts a draft on the desk, or none for one that is too long. */
export function linkTo(text, relationship) {
  const link = `${location.href.split("#")[0]}#/desk/draft/${relationship}/${encodeURIComponent(text)}`;
  return link.length > LONGEST ? null : link;
}

/** Read what stands behind `#/desk/`: a situation's post or a shared draft, as `{text, relationship}`, or none. */
export function draftIn([name, which, ...rest]) {
  if (name === "draft") return { text: decoded(rest.join("/")), relationship: which, shared: true };
  const situation = SITUATIONS.find(({ slug }) => slug === name);
  if (!situation) return null;
  return { text: which === "miss" ? situation.miss : situation.flip, relationship: situation.relationship };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
