// Charts of the model card: how true the risks are, and how well they rank.

import { drawn, element } from "../dom.js";

const SIZE = 240;
const LEFT = 44;
const TOP = 10;

/** Draw reliability: of the posts with this risk, so large a share flips. Dots grow with the number of posts. */
export function reliability(points, caption) {
  const most = Math.max(...points.map(({ posts }) => posts), 1);
  const dots = points.map(({ risk, share, posts }) =>
    drawn(
      "circle",
      { class: "chart__dot", cx: x(risk), cy: y(share), r: 3 + 7 * Math.sqrt(posts / most) },
      drawn("title", { text: `${posts} posts: risk ${risk.toFixed(2)}, share ${share.toFixed(2)}` }),
    ),
  );
  const told = points
    .map(({ risk, share, posts }) => `${posts} posts at ${pc(risk)}, of which ${pc(share)} flip`)
    .join("; ");
  return chart(caption, "flip risk", "share that flips", `${caption}. ${told}.`, [ideal(0, 0, 1, 1), ...dots]);
}

/** Draw a curve of points `[x, y]`; `diagonal` adds the line of a guess. */
export function curve(points, caption, across, up, diagonal = false) {
  const path = points.map(([a, b], index) => `${index ? "L" : "M"}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join(" ");
  return chart(caption, across, up, caption, [
    diagonal ? ideal(0, 0, 1, 1) : null,
    drawn("path", { class: "chart__line", d: path }),
  ]);
}

function chart(caption, across, up, spoken, inside) {
  const ticks = [0, 0.5, 1].flatMap((value) => [
    drawn("text", { x: x(value), y: TOP + SIZE + 18, "text-anchor": "middle", text: value }),
    drawn("text", { x: LEFT - 8, y: y(value) + 4, "text-anchor": "end", text: value }),
  ]);
  return element(
    "figure",
    {},
    drawn(
      "svg",
      { class: "chart", viewBox: `0 0 ${SIZE + LEFT + 12} ${SIZE + TOP + 44}`, role: "img", "aria-label": spoken },
      drawn("rect", { class: "chart__frame", x: LEFT, y: TOP, width: SIZE, height: SIZE }),
      ...ticks,
      drawn("text", { x: LEFT + SIZE / 2, y: TOP + SIZE + 38, "text-anchor": "middle", text: across }),
      drawn("text", {
        x: 0,
        y: 0,
        transform: `translate(12 ${TOP + SIZE / 2}) rotate(-90)`,
        "text-anchor": "middle",
        text: up,
      }),
      ...inside,
    ),
    element("figcaption", { text: caption }),
  );
}

function ideal(x1, y1, x2, y2) {
  return drawn("line", { class: "chart__ideal", x1: x(x1), y1: y(y1), x2: x(x2), y2: y(y2) });
}

function x(value) {
  return LEFT + value * SIZE;
}

function y(value) {
  return TOP + (1 - value) * SIZE;
}

function pc(share) {
  return `${Math.round(share * 100)} per cent`;
}
