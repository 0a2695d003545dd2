// Who will read it: the three relationships side by side, each with what the same text does before them.

import { find } from "../dom.js";
import { RELATIONSHIPS, percent, verdictWord } from "../words.js";

export class Readers {
  #root;

  /** `chosen(relationship)` is called when the writer picks one. */
  constructor(root, chosen) {
    this.#root = root;
    root.addEventListener("change", ({ target }) => {
      if (target.name === "relationship") chosen(target.value);
    });
  }

  get relationship() {
    return find("input[name=relationship]:checked", this.#root).value;
  }

  set relationship(relationship) {
    const input = find(`input[value="${RELATIONSHIPS.includes(relationship) ? relationship : "social"}"]`, this.#root);
    input.checked = true;
  }

  /** Show the risk before each, or nothing; before those that were asked for, `verdict` is the last word. */
  show(byRelationship, { relationship: asked, verdict } = {}) {
    for (const relationship of RELATIONSHIPS) {
      const tile = find(`[data-relationship="${relationship}"]`, this.#root);
      const before = byRelationship?.[relationship];
      const said = relationship === asked ? verdict : before?.verdict;
      find(".reader__risk", tile).dataset.verdict = said ?? "none";
      find(".reader__said", tile).textContent = before ? `${verdictWord(said)}, ${percent(before.flip_risk)}` : "";
    }
  }
}
