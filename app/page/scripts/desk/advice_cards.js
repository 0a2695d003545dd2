// Advice: what to change, with the flip risk that the service computed for the text after it.

import { element, glyph } from "../dom.js";
import { percent, verdictWord } from "../words.js";

/**
 * Make the card of a piece of advice.
 *
 * `edits` are its edits in UTF-16 units. `hands`: `sketch(edits)` shows them in the draft, `apply(advice, edits)` makes
 * them, `visit(relationship)` shows the text before other readers, `places(relationship)` names the channels that fit.
 */
export function adviceCard(advice, edits, draft, hands) {
  const listeners = edits.length
    ? {
        mouseenter: () => hands.sketch(edits),
        mouseleave: () => hands.sketch([]),
        focusin: () => hands.sketch(edits),
        focusout: () => hands.sketch([]),
      }
    : {};
  return element(
    "li",
    { class: "note way", "data-advice": advice.kind, on: listeners },
    element("h3", { class: "way__said", text: advice.message }),
    newWords(advice, edits),
    advice.moves_to ? destination(advice, hands) : null,
    element("p", { class: "way__after", "data-verdict": advice.verdict_after }, glyph(), outcome(advice)),
    buttons(advice, edits, draft, hands),
  );
}

function outcome(advice) {
  const where = advice.moves_to && !advice.edits.length ? " there" : "";
  return `${verdictWord(advice.verdict_after)}${where} afterwards, flip risk ${percent(advice.flip_risk_after)}`;
}

function newWords(advice, edits) {
  if (!advice.worded) return null;
  const words = edits.map((edit) => edit.replacement.trim()).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return element(
    "p",
    { class: "way__words" },
    ...words.map((word) => element("ins", { text: word })),
    element("span", { class: "way__caution", text: "Our words; make them yours, and true." }),
  );
}

function destination(advice, { places }) {
  const names = places(advice.moves_to).map(({ name }) => name);
  if (!names.length) return null;
  return element(
    "p",
    { class: "way__places" },
    "It fits: ",
    ...names.map((name) => element("span", { class: "chip", text: name })),
  );
}

function buttons(advice, edits, draft, hands) {
  const made = [];
  if (edits.length)
    made.push(
      element("button", {
        type: "button",
        class: "apply",
        text: "Apply",
        on: { click: () => hands.apply(advice, edits) },
      }),
    );
  if (advice.moves_to) {
    const moving =
      edits
        .map(({ start, end }) => draft.slice(start, end).trim())
        .filter(Boolean)
        .join("\n") || draft;
    made.push(
      element("button", {
        type: "button",
        class: "quiet",
        text: "Copy what moves",
        on: { click: (event) => hands.copy(moving, event.currentTarget) },
      }),
    );
    if (!edits.length) {
      made.push(
        element("button", {
          type: "button",
          class: "quiet",
          text: "See it there",
          on: { click: () => hands.visit(advice.moves_to) },
        }),
      );
    }
  }
  return made.length ? element("p", { class: "way__acts" }, ...made) : null;
}
