// The parts of a report as they are seen: the spread of risks, the worst posts, and the table of all.

import { drawn, element, glyph } from "../dom.js";
import { VERDICTS, percent, verdictWord } from "../words.js";
import { byRisk } from "./summary.js";

const PAGE = 100;

/** Draw how many posts have which risk. */
export function spreadChart(bins) {
  const most = Math.max(...bins.map((bin) => bin.clear + bin.review + bin.flip), 1);
  const bars = bins.flatMap((bin, index) => {
    let y = 150;
    return VERDICTS.filter((verdict) => bin[verdict]).map((verdict) => {
      const height = Math.max((bin[verdict] / most) * 130, 2);
      y -= height;
      return drawn("rect", { x: 30 + index * 32, y, width: 26, height, "data-verdict": verdict });
    });
  });
  const marks = [0, 0.25, 0.5, 0.75, 1].map((risk) =>
    drawn("text", { x: 28 + risk * 640, y: 170, "text-anchor": "middle", text: `${risk * 100}%` }),
  );
  return drawn(
    "svg",
    { class: "spread", viewBox: "0 0 700 180", role: "img", "aria-label": spoken(bins) },
    drawn("line", { x1: 28, x2: 668, y1: 150.5, y2: 150.5 }),
    drawn("text", { x: 28, y: 12, text: `most in one bar: ${most}` }),
    ...bars,
    ...marks,
  );
}

function spoken(bins) {
  const filled = bins.map((bin, index) => [bin.clear + bin.review + bin.flip, index]).filter(([number]) => number);
  const told = filled.map(([number, index]) => `${number} from ${index * 5} to ${index * 5 + 5} per cent`);
  return `Posts by flip risk: ${told.join(", ")}.`;
}

/** A verdict with its risk. */
export function said(answer) {
  return element(
    "span",
    { class: "said", "data-verdict": answer.verdict },
    glyph(),
    `${verdictWord(answer.verdict)}, ${percent(answer.flip_risk)}`,
  );
}

/** List the worst posts, each with its reason and the first piece of advice; `open` goes to the desk with one. */
export function worstList(worst, open) {
  return element(
    "ol",
    { class: "worst" },
    ...worst.map(({ index, post, answer }) =>
      element(
        "li",
        {},
        element("div", {}, said(answer), ` · row ${index + 1}`),
        element("q", { text: shortened(post.text, 280) }),
        element("p", { text: answer.because }),
        answer.advice?.[0] ? element("p", {}, element("strong", { text: "Change: " }), answer.advice[0].message) : null,
        element(
          "p",
          {},
          element("button", {
            type: "button",
            class: "quiet",
            text: "Open on the desk",
            "aria-label": `Open on the desk: row ${index + 1}`,
            on: { click: () => open({ text: post.text, relationship: answer.relationship }) },
          }),
        ),
      ),
    ),
  );
}

/** Make the table of all rows, a hundred at first. */
export function allRows(rows) {
  const ordered = byRisk(rows);
  const body = element("tbody");
  const more = element("button", {
    type: "button",
    class: "quiet",
    text: "Show more rows",
    on: { click: () => fill() },
  });
  const fill = () => {
    const from = body.children.length;
    body.append(...ordered.slice(from, from + PAGE).map(row));
    more.hidden = body.children.length >= ordered.length;
  };
  fill();
  const head = element(
    "tr",
    {},
    ...["Row", "Verdict", "Post", "Why"].map((name) => element("th", { scope: "col", text: name })),
  );
  return element(
    "div",
    {},
    element(
      "div",
      { class: "wide", tabindex: "0", role: "region", "aria-label": "All posts" },
      element("table", {}, element("thead", {}, head), body),
    ),
    more,
  );
}

function row({ index, post, answer, error }) {
  return element(
    "tr",
    {},
    element("td", { text: index + 1 }),
    element("td", {}, answer ? said(answer) : "not read"),
    element("td", { class: "words", text: shortened(post.text, 200) }),
    element("td", { text: answer?.because ?? error?.detail ?? "" }),
  );
}

function shortened(text, most) {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")} …` : characters.join("");
}
