// The dial: the flip risk on a half circle, over the three bands of the relationship that is judged.

import { drawn } from "../dom.js";
import { percent } from "../words.js";

const CENTRE = { x: 120, y: 116 };
const RADIUS = 92;
// The bands grow thicker with the harm, so that they are told apart without colour.
const WIDTHS = { clear: 5, review: 11, flip: 18 };

export class Dial {
  #bands = drawn("g", { class: "dial__bands" });
  #needle = drawn(
    "g",
    { class: "dial__needle" },
    drawn("path", {
      d: `M${CENTRE.x} ${CENTRE.y - 4} L${CENTRE.x - RADIUS + 16} ${CENTRE.y} L${CENTRE.x} ${CENTRE.y + 4} Z`,
    }),
    drawn("circle", { cx: CENTRE.x, cy: CENTRE.y, r: 6 }),
  );
  #number = drawn("text", { class: "dial__number", x: CENTRE.x, y: CENTRE.y - 26, "text-anchor": "middle" });

  constructor(root) {
    root.append(
      drawn(
        "svg",
        { viewBox: "0 0 240 136", width: 240, height: 136, focusable: "false" },
        this.#bands,
        this.#needle,
        this.#number,
      ),
    );
    this.bands(null);
    this.point(null);
  }

  /** Draw the bands for thresholds `{review, flip}`; none is a relationship in which nothing flips. */
  bands(thresholds) {
    const { review, flip } = thresholds ?? { review: 1, flip: 1 };
    const bands = [
      ["clear", 0, review],
      ["review", review, flip],
      ["flip", flip, 1],
    ].filter(([, from, to]) => to > from);
    this.#bands.replaceChildren(
      ...bands.map(([verdict, from, to]) =>
        drawn("path", {
          d: arc(from, to),
          class: "dial__band",
          "data-verdict": verdict,
          "stroke-width": WIDTHS[verdict],
          fill: "none",
        }),
      ),
      ...bands.slice(1).map(([, from]) => edge(from)),
    );
  }

  /** Point at a risk, or rest. */
  point(risk) {
    this.#needle.style.transform = `rotate(${(risk ?? 0) * 180}deg)`;
    this.#needle.style.transformOrigin = `${CENTRE.x}px ${CENTRE.y}px`;
    this.#needle.classList.toggle("dial__needle--resting", risk === null);
    this.#number.textContent = risk === null ? "" : percent(risk);
  }
}

function arc(from, to) {
  const gap = 0.006;
  const start = from > 0 ? from + gap : from;
  const end = to < 1 ? Math.max(to - gap, start + 0.004) : to;
  const [x1, y1, x2, y2] = [...at(start), ...at(end)].map((value) => value.toFixed(2));
  return `M${x1} ${y1} A${RADIUS} ${RADIUS} 0 0 1 ${x2} ${y2}`;
}

/** Say at the edge of a band from which risk it starts. */
function edge(from) {
  const [x, y] = at(from, RADIUS + 15);
  return drawn("text", {
    class: "dial__edge",
    x,
    y: y + 3,
    "text-anchor": from < 0.4 ? "end" : from > 0.6 ? "start" : "middle",
    text: percent(from),
  });
}

function at(share, radius = RADIUS) {
  const angle = Math.PI * (1 - share);
  return [CENTRE.x + radius * Math.cos(angle), CENTRE.y - radius * Math.sin(angle)];
}
