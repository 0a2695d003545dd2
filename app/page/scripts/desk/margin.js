// The margin beside the sheet: the dial, the verdict and its reason, and the notes on the draft.

import { element, find } from "../dom.js";
import { inUnits } from "../offsets.js";
import { percent, readersOf, verdictWord } from "../words.js";
import { adviceCard } from "./advice_cards.js";
import { cueCard, socialCue } from "./cue_cards.js";
import { Dial } from "./dial.js";
import { Trouble } from "./trouble.js";

const IDLE = "Nothing to read yet. An answer appears here while you write.";
const PARTS = [".advice", ".cues", ".kept", ".passed", ".repairs", ".feedback", ".warnings"];
const FORWARDING = { likely: "Likely.", possible: "Perhaps.", unlikely: "Hardly." };

export class Margin {
  #root;
  #peek;
  #dial;
  #trouble;
  #hands;

  /** `hands` are what the cards may do to the draft, and `again()`, which tries a failed check anew. */
  constructor(root, peek, hands) {
    this.#root = root;
    this.#peek = peek;
    this.#hands = hands;
    this.#dial = new Dial(find(".dial", root));
    this.#trouble = new Trouble(find(".trouble", root), hands);
    peek.addEventListener("click", (event) => {
      event.preventDefault();
      root.scrollIntoView();
      find("button:not([hidden], :disabled), summary", root)?.focus({ preventScroll: true });
    });
  }

  /** Draw the dial's bands for thresholds, or none. */
  bands(thresholds) {
    this.#dial.bands(thresholds);
  }

  /** Show that there is nothing to read. */
  rest() {
    this.#settle("none");
    this.#dial.point(null);
    this.#say("", IDLE);
    this.#peek.hidden = true;
    for (const part of PARTS) find(part, this.#root).hidden = true;
    find(".by", this.#root).textContent = "";
  }

  /** Show that an answer is on its way; what stands here is of an earlier text. */
  wait() {
    this.#root.setAttribute("aria-busy", "true");
    for (const button of this.#root.querySelectorAll(".apply")) button.disabled = true;
  }

  /** Show that no answer came, and whether it is tried again. */
  fail(error, seconds) {
    this.#root.removeAttribute("aria-busy");
    this.#root.dataset.stale = "true";
    this.#announce("none", this.#trouble.show(error, seconds));
  }

  /** Show the answer for a text. */
  show(text, answer) {
    this.#settle(answer.verdict);
    this.#dial.point(answer.flip_risk);
    this.#say(
      verdictWord(answer.verdict),
      answer.because,
      `Flip risk ${percent(answer.flip_risk)} before your ${readersOf(answer.relationship)}.`,
    );
    this.#announce(answer.verdict, `${verdictWord(answer.verdict)}, ${percent(answer.flip_risk)}`);
    this.#list(text, answer);
    find(".feedback", this.#root).hidden = false;
    find(".by", this.#root).textContent = `Read by model ${answer.model.version}.`;
  }

  /** Lift the card of the cue whose words the caret is in. */
  lift(cue) {
    for (const card of this.#root.querySelectorAll(".cue"))
      card.classList.toggle("cue--here", card.dataset.cue === cue);
  }

  #settle(verdict) {
    this.#trouble.clear();
    this.#root.removeAttribute("aria-busy");
    delete this.#root.dataset.stale;
    this.#root.dataset.verdict = verdict;
  }

  /** Tell a narrow screen, where the margin lies below the sheet. */
  #announce(verdict, said) {
    this.#peek.hidden = false;
    this.#peek.dataset.verdict = verdict;
    find(".peek__said", this.#peek).textContent = said;
  }

  #say(word, because, risk = "") {
    find(".verdict__word", this.#root).textContent = word;
    find(".verdict__because", this.#root).textContent = because;
    const spoken = word ? `${word}. ${risk} ${because}` : "";
    const status = find(".verdict__spoken", this.#root);
    if (status.textContent !== spoken) status.textContent = spoken;
  }

  #list(text, answer) {
    const hands = this.#hands;
    this.#fill(
      ".advice",
      (answer.advice ?? []).map((advice) => adviceCard(advice, inUnits(text, advice.edits ?? []), text, hands)),
    );
    this.#fill(
      ".cues",
      answer.cues.map((cue) => cueCard(cue, answer.relationship, hands)),
    );
    this.#fill(
      ".kept",
      answer.social_cues.map((cue) => socialCue(cue, hands)),
    );
    this.#fill(
      ".warnings",
      [...answer.warnings, ...unmet(answer)].map(({ message }) => element("li", { text: message })),
    );
    this.#fill(".repairs", (answer.repairs ?? []).map(repair));
    const { forwardability } = answer;
    const passed = find(".passed", this.#root);
    passed.hidden = !forwardability;
    if (forwardability)
      find("p", passed).textContent = `${FORWARDING[forwardability.forwarding] ?? ""} ${forwardability.reason}`.trim();
  }

  #fill(selector, items) {
    const section = find(selector, this.#root);
    section.hidden = items.length === 0;
    (section.matches("ul") ? section : find("ul", section)).replaceChildren(...items);
  }
}

/** What the channel has not given, as far as the reason does not say it already. */
function unmet({ unmet_needs: needs = [], because }) {
  return needs.filter(({ message }) => !because.includes(message));
}

function repair({ do: what, because, source, strength, caution }) {
  return element(
    "li",
    {},
    element("p", { class: "repair__do", text: what }),
    element("p", { text: `${because} ${caution}` }),
    element("p", { class: "cue__source", text: `${source}; ${strength}` }),
  );
}
