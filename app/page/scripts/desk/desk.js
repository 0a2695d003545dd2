// The desk: a draft, its readers, and what FlipGuard reads in it.

import { find } from "../dom.js";
import { inUnits, length } from "../offsets.js";
import { ask } from "../service.js";
import { counted } from "../words.js";
import { Channels } from "./channels.js";
import { Checking } from "./checking.js";
import { startFeedback } from "./feedback.js";
import { linkTo } from "./links.js";
import { Margin } from "./margin.js";
import { Past } from "./past.js";
import { Readers } from "./readers.js";
import { Revisions } from "./revisions.js";
import { Sheet } from "./sheet.js";

const KEPT = "flipguard-draft";
const PRIVATE = "neither stored nor logged";

export class Desk {
  #root;
  #readers;
  #channels;
  #sheet;
  #revisions;
  #past;
  #margin;
  #checking;
  #thresholds = {};
  #checked = null;
  #putting = false;

  constructor(root) {
    this.#root = root;
    this.#readers = new Readers(find(".readers", root), () => this.#readersPicked());
    this.#channels = new Channels(find(".channel", root), (channel) => this.#channelPicked(channel));
    this.#margin = new Margin(find(".margin", root), find(".peek", root), this.#hands());
    this.#sheet = new Sheet(find(".sheet", root), {
      changed: (text) => this.#changed(text),
      at: (mark) => this.#at(mark),
    });
    this.#revisions = new Revisions(find(".applied", root), this.#sheet);
    this.#past = new Past(find(".past", root), () => this.#check());
    this.#checking = new Checking({
      waiting: () => this.#margin.wait(),
      answered: (draft, answer) => this.#show(draft, answer),
      failed: (draft, error, seconds) => this.#margin.fail(error, seconds),
    });
    startFeedback(find(".feedback", root), () => this.#checked);
    find("[data-act=clear]", root).addEventListener("click", () => this.#clear());
    find("[data-act=link]", root).addEventListener("click", ({ currentTarget }) => this.#copyLink(currentTarget));
    this.#allow();
    this.#rest();
    this.#meet();
  }

  /** Put a draft on the desk, before these readers. */
  put({ text, relationship }) {
    this.#putting = true;
    this.#channels.pick("");
    this.#readers.relationship = relationship;
    this.#sheet.text = text;
    this.#putting = false;
    this.#check({ pause: false });
  }

  /** Put the draft back that was on the desk before the page was loaded anew in this tab. */
  recall() {
    const kept = sessionStorage.getItem(KEPT);
    if (kept) this.put(JSON.parse(kept));
  }

  /** Draw anew what could not be measured while the desk was hidden. */
  shown() {
    this.#sheet.point(null);
  }

  #hands() {
    return {
      again: () => this.#checking.now(),
      unlock: () => this.#meet(),
      point: (cue) => this.#sheet.point(cue),
      select: (span) => this.#select(span),
      sketch: (edits) => this.#sheet.sketch(this.#fresh ? edits : []),
      apply: (advice, edits) => this.#apply(advice, edits),
      visit: (relationship) => this.#visit(relationship),
      places: (relationship) => this.#channels.of(relationship),
      copy: (text, button) => this.#copy(text, button),
    };
  }

  /** Whether the answer that is shown is of the text on the sheet. */
  get #fresh() {
    return this.#checked !== null && this.#checked.draft.text === this.#sheet.text;
  }

  /** Ask the service for its channels and its bands. */
  async #meet() {
    this.#channels.load();
    try {
      this.#thresholds = (await ask("v1/model")).thresholds;
      this.#margin.bands(this.#thresholds[this.#readers.relationship]);
    } catch {
      // Until the model is known the dial has no bands; the verdict comes with every answer.
    }
  }

  #changed(text) {
    this.#revisions.follow(text);
    if (this.#putting) return;
    if (location.hash.startsWith("#/desk/")) history.replaceState(null, "", "#/desk");
    this.#check();
  }

  #readersPicked() {
    this.#channels.pick("");
    this.#check({ pause: false });
  }

  #channelPicked(channel) {
    if (channel) this.#readers.relationship = channel.relationship;
    this.#check({ pause: false });
  }

  #check({ pause = true } = {}) {
    const { text } = this.#sheet;
    const { relationship } = this.#readers;
    sessionStorage.setItem(KEPT, JSON.stringify({ text, relationship }));
    this.#allow();
    if (!/[\p{L}\p{N}]/u.test(text)) {
      this.#checking.check(null);
      this.#rest();
      return;
    }
    const { channel } = this.#channels;
    const history = this.#past.posts;
    const readers = channel ? { channel: channel.name } : { relationship };
    this.#checking.check({ text, ...readers, ...(history.length ? { history } : {}) }, { pause });
  }

  /** Offer to clear and to share what is not empty. */
  #allow() {
    for (const act of ["clear", "link"]) find(`[data-act=${act}]`, this.#root).disabled = !this.#sheet.text;
  }

  #rest() {
    this.#checked = null;
    this.#margin.rest();
    this.#margin.bands(this.#thresholds[this.#readers.relationship]);
    this.#readers.show(null);
    this.#sheet.mark([]);
    this.#past.show(null);
    find(".sheet__count", this.#root).textContent = `Read by this service alone, ${PRIVATE}.`;
  }

  #show(draft, answer) {
    this.#checked = { draft, answer };
    this.#margin.bands(this.#thresholds[answer.relationship]);
    this.#margin.show(draft.text, answer);
    this.#readers.show(answer.by_relationship, answer);
    this.#mark(answer);
    this.#past.show(answer.balance);
    find(".sheet__count", this.#root).textContent = `${counted(length(draft.text), "character")}, ${PRIVATE}.`;
  }

  #mark(answer) {
    const of = (cues, kind) =>
      cues.flatMap(({ cue, spans }) => spans.map(({ start, end }) => ({ start, end, cue, kind })));
    this.#sheet.mark(inUnits(this.#sheet.text, [...of(answer.cues, "market"), ...of(answer.social_cues, "social")]));
  }

  #at(mark) {
    this.#margin.lift(mark?.cue ?? null);
    if (document.activeElement === find("#draft", this.#root)) this.#sheet.point(mark?.cue ?? null);
  }

  #select(span) {
    if (!this.#fresh) return;
    const [{ start, end }] = inUnits(this.#sheet.text, [span]);
    this.#sheet.select(start, end);
  }

  #apply(advice, edits) {
    if (this.#fresh) this.#revisions.apply(edits, advice.message.replace(/\.$/, ""));
  }

  #visit(relationship) {
    this.#readers.relationship = relationship;
    this.#readersPicked();
    find("input:checked", this.#root).focus();
  }

  #clear() {
    this.#sheet.rewrite("");
    find("#draft", this.#root).focus();
  }

  #copyLink(button) {
    const link = linkTo(this.#sheet.text, this.#readers.relationship);
    if (link) this.#copy(link, button);
    else tell(button, "Too long for a link");
  }

  async #copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      tell(button, "Copied");
    } catch {
      tell(button, "The browser forbids copying");
    }
  }
}

/** Let a button say for a moment what came of it. */
function tell(button, said) {
  const label = button.dataset.label ?? button.textContent;
  button.dataset.label = label;
  button.textContent = said;
  setTimeout(() => (button.textContent = label), 2000);
}
