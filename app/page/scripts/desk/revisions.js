// What was applied, and the way back. Undo is offered while the text is as the advice left it; after that, the browser's
// own undo still holds every step.

import { find } from "../dom.js";

export class Revisions {
  #sheet;
  #said;
  #button;
  #steps = [];

  constructor(root, sheet) {
    this.#sheet = sheet;
    this.#said = find(".applied__said", root);
    this.#button = find("[data-act=undo]", root);
    this.#button.addEventListener("click", () => this.undo());
  }

  /** Apply edits and remember the text before them. */
  apply(edits, title) {
    const before = this.#sheet.text;
    this.#steps.push({ before, after: null, title });
    this.#sheet.edit(edits);
    this.#steps.at(-1).after = this.#sheet.text;
    this.#show();
    this.#button.focus({ preventScroll: true });
  }

  /** Restore the text before the last step. */
  undo() {
    const step = this.#steps.pop();
    if (!step) return;
    this.#sheet.rewrite(step.before);
    this.#show(`Restored: the text before “${step.title}”.`);
  }

  /** Note that the text has become this. */
  follow(text) {
    const last = this.#steps.at(-1);
    if (!last) this.#said.textContent = "";
    if (!last || last.after === null || last.after === text) return;
    const kept = this.#steps.findLastIndex(({ after }) => after === text);
    this.#steps = this.#steps.slice(0, kept + 1);
    this.#show();
  }

  #show(said = "") {
    const step = this.#steps.at(-1);
    this.#button.hidden = !step;
    this.#said.textContent = said || (step ? `Applied: ${step.title}.` : "");
  }
}
