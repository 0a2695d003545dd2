// What was posted before, and the balance of give and ask that it makes, as a small chart.

import { drawn, element, find } from "../dom.js";
import { counted } from "../words.js";
import { postsIn } from "../report/posts_in_file.js";

const MOST = 50;
const MOST_CHARACTERS = 100_000;
const FIRST = 66;
const STEP = 30;
const DATED = /^(\d{4}-\d{2}-\d{2})[:,]?\s+/;

export class Past {
  #area;
  #count;
  #chart;

  /** `changed()` is called when the past posts are others. */
  constructor(root, changed) {
    this.#area = find("textarea", root);
    this.#count = find(".past__count", root);
    this.#chart = find(".balance", root);
    this.#area.addEventListener("input", () => {
      this.#tell();
      changed();
    });
    find("input[type=file]", root).addEventListener("change", async ({ target }) => {
      const [file] = target.files;
      target.value = "";
      if (file) await this.#load(file, changed);
    });
  }

  /** The posts as the service takes them, the oldest first: the latest, as many as it weighs. */
  get posts() {
    const latest = [];
    let characters = 0;
    for (const post of this.#all().slice(-MOST).reverse()) {
      characters += post.text.length;
      if (characters > MOST_CHARACTERS) break;
      latest.unshift(post);
    }
    return latest;
  }

  /** Show a balance, or nothing. */
  show(balance) {
    this.#chart.hidden = !balance;
    if (!balance) return;
    this.#chart.replaceChildren(
      element("p", { class: "balance__said", text: balance.message }),
      inOrder(balance),
      element("p", { class: "balance__key", text: key(balance) }),
    );
    this.#chart.scrollLeft = this.#chart.scrollWidth;
  }

  #all() {
    const posts = this.#area.value.split(/\n\s*\n/).map((post) => post.trim());
    return posts.map(dated).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  }

  #tell() {
    const number = this.#all().length;
    const weighed = this.posts.length;
    const most = weighed < number ? ` The last ${weighed} are weighed.` : "";
    this.#count.textContent = number ? `${counted(number, "post")}.${most}` : "";
  }

  async #load(file, changed) {
    try {
      const { posts } = postsIn(file.name, await file.text());
      this.#area.value = posts
        .map(({ text, date }) => `${date ? `${date} ` : ""}${text.replace(/\n\s*\n/g, "\n").trim()}`)
        .join("\n\n");
      this.#tell();
      changed();
    } catch (error) {
      this.#count.textContent = error.message;
    }
  }
}

/** A post may begin with its day: `2026-05-17 …`. */
function dated(post) {
  const date = DATED.exec(post);
  return date && !Number.isNaN(Date.parse(date[1]))
    ? { text: post.slice(date[0].length), date: date[1] }
    : { text: post };
}

function key(balance) {
  const parts = [counted(balance.gives, "give"), counted(balance.answers, "answer"), counted(balance.asks, "ask")];
  const others = balance.others ? `, and ${counted(balance.others, "other")}` : "";
  const tips = balance.tipped ? " This draft would tip it." : "";
  const early = balance.tipping.length ? ` Ringed: asked before the last ask was made good.` : "";
  return `${parts.join(", ")}${others}.${tips}${early}`;
}

/** Draw every post at its place: what gives above the line, what asks below it, and this draft behind the last. */
function inOrder({ kinds, tipping, tipped, draft_asks: draftAsks }) {
  const posts = kinds.map((kind, index) => post(kind, FIRST + index * STEP, tipping.includes(index)));
  const now = FIRST + kinds.length * STEP + 10;
  const width = now + 70;
  return drawn(
    "svg",
    {
      class: "balance__chart",
      viewBox: `0 0 ${width} 84`,
      width,
      height: 84,
      role: "img",
      "aria-label": spoken(kinds, tipping, tipped),
    },
    drawn("text", { x: 0, y: 24, text: "gives" }),
    drawn("text", { x: 0, y: 66, text: "asks" }),
    drawn("line", { x1: 46, x2: width, y1: 41, y2: 41, class: "balance__line" }),
    drawn("line", { x1: now - 18, x2: now - 18, y1: 4, y2: 78, class: "balance__now" }),
    ...posts,
    post(draftAsks ? "ask" : "other", now, tipped),
    drawn("text", { x: now + 18, y: draftAsks ? 66 : 38, text: "draft" }),
  );
}

function spoken(kinds, tipping, tipped) {
  const told = kinds.map((kind, index) => (tipping.includes(index) ? `${kind}, too early` : kind));
  return `Past posts, the oldest first: ${told.join(", ")}. ${tipped ? "This draft asks too early." : ""}`;
}

function post(kind, x, tips) {
  const shapes = {
    give: () => drawn("circle", { cx: x, cy: 20, r: 7 }),
    answer: () => drawn("path", { d: `M${x} 12l8 8-8 8-8-8z` }),
    ask: () => drawn("rect", { x: x - 7, y: 55, width: 14, height: 14 }),
    other: () => drawn("circle", { cx: x, cy: 41, r: 3 }),
  };
  const ring = tips ? drawn("circle", { class: "balance__tips", cx: x, cy: 62, r: 14 }) : null;
  return drawn("g", { class: "balance__post", "data-kind": kind }, (shapes[kind] ?? shapes.other)(), ring);
}
