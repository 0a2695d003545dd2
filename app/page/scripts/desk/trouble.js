// What went wrong, said where the answer would be. The draft is never touched by it.

import { element } from "../dom.js";
import { Unreachable, useKey } from "../service.js";

const TITLES = {
  403: "The service keeps its door shut",
  429: "Too many drafts at once",
  503: "The service is busy",
  504: "The service took too long",
};

export class Trouble {
  #root;
  #again;
  #unlock;

  /** `again()` tries anew, `unlock()` is called once there is a key. */
  constructor(root, { again, unlock }) {
    this.#root = root;
    this.#again = again;
    this.#unlock = unlock;
  }

  clear() {
    if (this.#root.hidden) return;
    this.#root.hidden = true;
    this.#root.replaceChildren();
  }

  /** Say what happened and what comes next, and give its title; with `seconds` it will be tried again by itself. */
  show(error, seconds) {
    const [title, ...rest] = error.status === 401 ? this.#key(error) : plainly(error);
    const next = seconds
      ? element("p", { text: "Your draft is safe here. The page tries again every few seconds." })
      : null;
    const now = seconds ? element("button", { type: "button", text: "Try now", on: { click: this.#again } }) : null;
    this.#root.replaceChildren(element("h2", { text: title }), ...rest, ...[next, now].filter(Boolean));
    this.#root.hidden = false;
    return title;
  }

  #key(error) {
    const field = element("input", { type: "password", autocomplete: "off", id: "key", required: true });
    const form = element(
      "form",
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            useKey(field.value.trim());
            this.#unlock();
            this.#again();
          },
        },
      },
      element("label", { for: "key", class: "small-label", text: "Key, kept until you close this page" }),
      field,
      element("button", { type: "submit", text: "Use it" }),
    );
    return ["This service asks for a key", element("p", { text: error.message }), form];
  }
}

function plainly(error) {
  if (error instanceof Unreachable) {
    const why = navigator.onLine
      ? "It may be restarting, or the connection is broken."
      : "Your device seems to be offline.";
    return ["The service does not answer", element("p", { text: why })];
  }
  return [
    TITLES[error.status] ?? (error.status >= 500 ? "The service failed" : "The draft can’t be read"),
    element("p", { text: error.message }),
  ];
}
