// The gallery: every situation with its two posts, each a link that opens the desk with it.

import { element, glyph } from "../dom.js";
import { CIRCLES, SITUATIONS } from "./situations.js";

/** Fill the section. */
export function showGallery(section) {
  section.replaceChildren(
    element(
      "div",
      { class: "view__head" },
      element("h1", { id: "situations-title", tabindex: "-1", text: "Twenty situations" }),
      element("p", {
        text: "Each is a post that flips the relationship, and one close by that doesn’t. Open either on the desk and see what the model makes of it; a link to it can be shared.",
      }),
    ),
    ...CIRCLES.flatMap((circle) => [
      element("h2", { class: "circle", text: circle }),
      element("div", { class: "situations" }, ...SITUATIONS.filter((one) => one.circle === circle).map(card)),
    ]),
  );
}

function card(situation) {
  return element(
    "article",
    { class: "situation", "aria-labelledby": `title-${situation.slug}` },
    element("h3", { id: `title-${situation.slug}`, text: situation.title }),
    element("p", { text: `${situation.setting} Readers: ${situation.relationship}.` }),
    element(
      "div",
      { class: "situation__pair" },
      side(situation, "flip", "flip", "Flips"),
      side(situation, "miss", "clear", "Close by, and doesn’t"),
    ),
  );
}

function side(situation, which, verdict, title) {
  return element(
    "div",
    { class: "situation__side" },
    element("h4", { "data-verdict": verdict }, glyph(), title),
    element("blockquote", { text: situation[which] }),
    element("a", {
      href: `#/desk/${situation.slug}/${which}`,
      "aria-label": `Open on the desk: ${situation.title}, ${title.toLowerCase()}`,
      text: "Open on the desk",
    }),
  );
}
