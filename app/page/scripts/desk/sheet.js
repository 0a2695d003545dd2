// The sheet: a text area over a mirror of the same text, which makes it as tall as its text and tells where words stand.
// Underlines and pen strokes are drawn beside the text, so that no letter ever moves for them.

import { element, find } from "../dom.js";
import { difference, inLanes, moved } from "./spans.js";

export class Sheet {
  #area;
  #mirror;
  #ink;
  #pen;
  #text = "";
  #marks = [];
  #active = null;
  #strokes = [];
  #drawing = false;

  /** `changed(text)` is called after every change of the text, `at(mark)` when the caret enters or leaves a mark. */
  constructor(root, { changed, at }) {
    this.#area = find("textarea", root);
    this.#mirror = find(".sheet__mirror", root);
    this.#ink = find(".sheet__ink", root);
    this.#pen = find(".sheet__pen", root);
    this.#area.addEventListener("input", () => {
      this.#follow();
      changed(this.#text);
    });
    this.#area.addEventListener("selectionchange", () => at(this.#markAtCaret()));
    this.#area.addEventListener("click", () => at(this.#markAtCaret()));
    this.#area.addEventListener("keyup", () => at(this.#markAtCaret()));
    new ResizeObserver(() => this.#redraw()).observe(this.#mirror);
    this.#follow();
  }

  get text() {
    return this.#text;
  }

  get marks() {
    return this.#marks;
  }

  /** Put another text on the sheet, with nothing marked. */
  set text(text) {
    this.#area.value = text;
    this.#area.dispatchEvent(new Event("input"));
  }

  /** Underline spans `{start, end, cue, kind}`, in UTF-16 units. */
  mark(spans) {
    this.#marks = inLanes(spans);
    this.#redraw();
  }

  /** Tint the words of one cue, or of none. */
  point(cue) {
    this.#active = cue;
    this.#redraw();
  }

  /** Show edits `{start, end, replacement}` with a pen, without touching the text. */
  sketch(edits) {
    this.#strokes = edits;
    this.#redraw();
  }

  /** Select words and bring them into view. */
  select(start, end) {
    this.#area.focus();
    this.#area.setSelectionRange(start, end);
    const box = this.#boxes({ start, end })[0];
    const top = box ? box.top + this.#ink.getBoundingClientRect().top : 0;
    if (top < 80 || top > window.innerHeight - 80) window.scrollBy({ top: top - window.innerHeight / 3 });
  }

  /** Change the text by edits in one step, which the browser's own undo takes back in one step too. */
  edit(edits) {
    const ordered = [...edits].sort((a, b) => a.start - b.start);
    if (!ordered.length) return;
    const start = ordered[0].start;
    const end = Math.max(...ordered.map((edit) => edit.end));
    let words = "";
    let from = start;
    for (const edit of ordered) {
      words += this.#text.slice(from, edit.start) + edit.replacement;
      from = edit.end;
    }
    this.#write(start, end, words + this.#text.slice(from, end));
  }

  /** Replace the whole text in one step. */
  rewrite(text) {
    const { start, removed, inserted } = difference(this.#text, text);
    this.#write(start, start + removed, text.slice(start, start + inserted));
  }

  #write(start, end, words) {
    this.#area.focus({ preventScroll: true });
    this.#area.setSelectionRange(start, end);
    // The only call that leaves the browser's undo whole; where it is missing, the text changes all the same.
    if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
      this.#area.setRangeText(words, start, end, "end");
      this.#area.dispatchEvent(new Event("input"));
    }
  }

  #follow() {
    const text = this.#area.value;
    const edit = difference(this.#text, text);
    this.#marks = moved(this.#marks, edit);
    this.#strokes = [];
    this.#text = text;
    // The space keeps a last empty line as tall as the others.
    this.#mirror.textContent = `${text}\u200b`;
    this.#draw();
  }

  #markAtCaret() {
    const caret = this.#area.selectionStart;
    if (document.activeElement !== this.#area || caret !== this.#area.selectionEnd) return null;
    return this.#marks.find((mark) => mark.start <= caret && caret <= mark.end) ?? null;
  }

  #redraw() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw() {
    const lines = this.#marks.flatMap((mark) => this.#boxes(mark).flatMap((box) => this.#underline(mark, box)));
    this.#ink.replaceChildren(...lines);
    this.#pen.replaceChildren(...this.#strokes.flatMap((stroke) => this.#stroke(stroke)));
  }

  #underline(mark, { left, top, width, height }) {
    const line = element("span", { class: "ink", "data-cue": mark.cue, "data-kind": mark.kind });
    place(line, { left, top: top + height - 2 + mark.lane * 6, width });
    if (mark.cue !== this.#active) return [line];
    const tint = element("span", { class: "ink-tint", "data-cue": mark.cue, "data-kind": mark.kind });
    place(tint, { left: left - 2, top, width: width + 4, height: height + 2 });
    return [tint, line];
  }

  #stroke(edit) {
    const boxes = edit.end > edit.start ? this.#boxes(edit) : [];
    const drawn = boxes.map(({ left, top, width, height }) => {
      const line = element("span", { class: "pen-strike" });
      place(line, { left: left - 1, top: top + height * 0.56, width: width + 2 });
      return line;
    });
    if (/[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(edit.replacement)) drawn.push(this.#insertion(edit, boxes.at(-1)));
    return drawn;
  }

  #insertion(edit, last) {
    const note = element("span", { class: "pen-words", text: edit.replacement.trim() });
    const at = Math.min(edit.start, Math.max(this.#text.length - 1, 0));
    const box = last ?? this.#boxes({ start: at, end: at + 1 })[0] ?? { left: 0, top: 0, height: 24 };
    const room = this.#ink.clientWidth;
    place(note, { left: Math.max(0, Math.min(box.left, room - 260)), top: box.top + box.height + 2 });
    return note;
  }

  /** Where words stand, line by line, relative to the paper. */
  #boxes({ start, end }) {
    const node = this.#mirror.firstChild;
    if (!node || start >= end || end > node.length) return [];
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const paper = this.#ink.getBoundingClientRect();
    return joined([...range.getClientRects()].filter((box) => box.width > 0.5)).map((box) => ({
      left: box.left - paper.left,
      top: box.top - paper.top,
      width: box.right - box.left,
      height: box.bottom - box.top,
    }));
  }
}

/** Join boxes that touch on one line, so that a line under them is one. Emoji make boxes of their own, a little taller. */
function joined(boxes) {
  const lines = [];
  for (const { left, right, top, bottom } of boxes) {
    const last = lines.at(-1);
    const same = last && Math.abs((last.top + last.bottom) / 2 - (top + bottom) / 2) < (bottom - top) / 2;
    if (same && left - last.right < 1.5 && last.left - right < 1.5) {
      last.left = Math.min(last.left, left);
      last.right = Math.max(last.right, right);
      last.bottom = Math.max(last.bottom, bottom);
      last.top = Math.min(last.top, top);
    } else {
      lines.push({ left, right, top, bottom });
    }
  }
  return lines;
}

function place(node, box) {
  for (const [side, pixels] of Object.entries(box)) node.style[side] = `${pixels}px`;
}
