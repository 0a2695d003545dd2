// Cue cards: for each cue whom the reader becomes, the norm that it breaks, its source and the words that did it.

import { element } from "../dom.js";
import { cueName, readersOf, roles } from "../words.js";

/** Make the card of a market cue. `point(cue)` tints its words, `select(span)` goes to them. */
export function cueCard(cue, relationship, { point, select }) {
  const card = element(
    "li",
    {
      class: "note cue",
      "data-cue": cue.cue,
      on: {
        mouseenter: () => point(cue.cue),
        mouseleave: () => point(null),
        focusin: () => point(cue.cue),
        focusout: () => point(null),
      },
    },
    element(
      "h3",
      { class: "cue__role" },
      element("span", { class: "ink-sample", "data-cue": cue.cue, "data-kind": "market", "aria-hidden": "true" }),
      `Your ${readersOf(relationship)} become ${roles(cue.cue, cue.role)}`,
    ),
    element(
      "p",
      { class: "cue__what" },
      element("strong", { text: cueName(cue.cue) }),
      `: ${cue.hands_over}. ${Math.round(cue.score * 100)}% sure.`,
    ),
    quotes(cue.spans, select),
    element("p", { class: "cue__norm", text: cue.norm }),
    element("p", { class: "cue__source", text: cue.source }),
  );
  return card;
}

/** Make the entry of a social cue. */
export function socialCue(cue, { select }) {
  return element(
    "li",
    { class: "social", "data-cue": cue.cue },
    element("span", { class: "ink-sample", "data-cue": cue.cue, "data-kind": "social", "aria-hidden": "true" }),
    element("span", {}, element("strong", { text: cueName(cue.cue) }), `: it ${cue.meaning}.`),
    quotes(cue.spans, select),
  );
}

function quotes(spans, select) {
  if (!spans.length) return null;
  return element(
    "p",
    { class: "quotes" },
    ...spans.map((span) =>
      element("button", {
        type: "button",
        class: "quote",
        text: `“${shortened(span.text)}”`,
        title: "Show it in the draft",
        on: { click: () => select(span) },
      }),
    ),
  );
}

function shortened(words) {
  const line = words.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > 90 ? `${characters.slice(0, 88).join("")} …` : line;
}
