// The report: a file of posts is dropped, each is checked, and what comes of it is shown and can be saved.

import { element, find } from "../dom.js";
import { counted, readersOf } from "../words.js";
import { checkAll } from "./batch.js";
import { saveCsv, saveHtml } from "./downloads.js";
import { postsIn } from "./posts_in_file.js";
import { summary } from "./summary.js";
import { allRows, spreadChart, worstList } from "./tables.js";

const CHOICES = [
  ["social", "Social: friends, family, a club"],
  ["mixed", "Mixed: followers, an open account"],
  ["market", "Market: customers"],
];

/** Start the view. `open({text, relationship})` goes to the desk with a post. */
export function startReport(section, open) {
  return new Report(section, open);
}

class Report {
  #state;
  #body;
  #relationship;
  #running = null;
  #open;

  constructor(section, open) {
    this.#open = open;
    this.#relationship = element(
      "select",
      { id: "report-readers" },
      ...CHOICES.map(([value, text]) => element("option", { value, text })),
    );
    this.#state = element("div", { class: "report__state", role: "status" });
    this.#body = element("div", { class: "report__body" });
    section.replaceChildren(
      element(
        "div",
        { class: "view__head" },
        element("h1", { id: "report-title", tabindex: "-1", text: "A report on many posts" }),
        element("p", {
          text: "Drop a file and see what it does to your readers: how the risks are spread, the ten worst, and what to do. The posts go to this service alone and are not kept.",
        }),
      ),
      this.#dropZone(),
      element(
        "div",
        { class: "report__choice" },
        element("label", { for: "report-readers", text: "Who reads them, unless a row says otherwise?" }),
        this.#relationship,
      ),
      this.#state,
      this.#body,
    );
  }

  #dropZone() {
    const input = element("input", { type: "file", id: "report-file", accept: ".txt,.csv,.tsv,.jsonl,.ndjson" });
    const zone = element(
      "label",
      { class: "drop", for: "report-file" },
      input,
      element("strong", { text: "Drop a file here, or choose one" }),
      element("span", { text: "Text with an empty line between posts, CSV with a “text” column, or JSON lines" }),
    );
    input.addEventListener("change", () => {
      const [file] = input.files;
      if (file) this.#take(file);
      input.value = "";
    });
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("drop--over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("drop--over");
      const [file] = event.dataTransfer.files;
      if (file) this.#take(file);
    });
    return zone;
  }

  async #take(file) {
    this.#running?.abort();
    this.#body.replaceChildren();
    let posts;
    try {
      ({ posts } = postsIn(file.name, await file.text()));
    } catch (error) {
      this.#state.replaceChildren(element("p", { text: error.message }));
      return;
    }
    await this.#check(file.name, posts);
  }

  async #check(name, posts) {
    const running = new AbortController();
    this.#running = running;
    const rows = posts.map((post, index) => ({ index, post }));
    const progress = this.#progress(posts.length, running);
    const relationship = this.#relationship.value;
    const keep =
      (kept) =>
      (index, { result, error }) => {
        kept[index].answer = result;
        kept[index].error = error;
      };
    let trouble = null;
    try {
      const note = keep(rows);
      const each = (index, line) => {
        note(index, line);
        progress.value += 1;
      };
      await checkAll(posts, relationship, { signal: running.signal, each });
      const { worst } = summary(rows);
      await checkAll(
        worst.map(({ post }) => post),
        relationship,
        { signal: running.signal, each: keep(worst), advice: true },
      );
    } catch (error) {
      trouble = running.signal.aborted ? "Stopped." : said(error);
    }
    if (this.#running !== running) return;
    const done = rows.filter(({ answer, error }) => answer || error);
    this.#state.replaceChildren(
      element("p", {
        text: trouble
          ? `${trouble} ${counted(done.length, "post")} of ${posts.length} were read before.`
          : `${counted(done.length, "post")} read.`,
      }),
    );
    if (done.length) this.#show(name, done, relationship);
  }

  #progress(max, running) {
    const progress = element("progress", { max, value: 0, "aria-label": "Posts read" });
    this.#state.replaceChildren(
      element("span", { text: `Reading ${counted(max, "post")} …` }),
      progress,
      element("button", {
        type: "button",
        class: "quiet",
        text: "Stop",
        on: { click: () => running.abort(new Error("stopped")) },
      }),
    );
    return progress;
  }

  #show(name, rows, relationship) {
    const figures = summary(rows);
    const { clear, review, flip } = figures.counts;
    this.#body.replaceChildren(
      element(
        "section",
        {},
        element("h2", { text: `${name}, before your ${readersOf(relationship)}` }),
        element("p", {
          text: `${counted(flip, "post flips", "posts flip")}, ${review} worth a second look, ${clear} clear${figures.unread ? `, ${figures.unread} could not be read` : ""}.`,
        }),
        spreadChart(figures.spread),
      ),
      ...(figures.worst.length
        ? [
            element(
              "section",
              {},
              element("h2", { text: figures.worst.length === 1 ? "The worst" : `The ${figures.worst.length} worst` }),
              worstList(figures.worst, this.#open),
            ),
          ]
        : []),
      element(
        "section",
        {},
        element("h2", { text: "What to do" }),
        element("ul", { class: "todo" }, ...figures.toDo.map((text) => element("li", { text }))),
      ),
      element(
        "section",
        {},
        element("h2", { text: "All posts, the riskiest first" }),
        element(
          "p",
          { class: "report__acts" },
          element("button", { type: "button", text: "Save as CSV", on: { click: () => saveCsv(rows) } }),
          element("button", {
            type: "button",
            text: "Save as HTML",
            on: { click: () => saveHtml(rows, figures, name) },
          }),
        ),
        allRows(rows),
      ),
    );
    find("h2", this.#body).tabIndex = -1;
  }
}

function said(error) {
  return error.status === 404 ? "This service does not take many posts at once." : error.message;
}
