// Checking a draft while it is being written: after a pause, the latest only, and again once a lost service is back.

import { Refused, Unreachable, ask } from "../service.js";

const PAUSE = 400;
const WAITS = [2, 3, 5, 8, 13];
const MOST_TIMEOUTS = 2;

export class Checking {
  #hooks;
  #draft = null;
  #timer = null;
  #running = null;
  #failures = 0;

  /** `hooks`: `waiting(draft)`, `answered(draft, answer)`, `failed(draft, error, seconds)`; without seconds it is final. */
  constructor(hooks) {
    this.#hooks = hooks;
    window.addEventListener("online", () => this.now());
  }

  /** Check this draft after a pause, or at once; whatever was being checked before is given up. None stops it all. */
  check(draft, { pause = true } = {}) {
    this.#stop();
    this.#draft = draft;
    this.#failures = 0;
    if (draft === null) return;
    this.#hooks.waiting(draft);
    this.#later(pause ? PAUSE : 0);
  }

  /** Try again at once, if an answer is still owed. */
  now() {
    if (this.#draft === null || this.#running) return;
    this.#later(0);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  #later(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), milliseconds);
  }

  async #send() {
    const draft = this.#draft;
    const running = new AbortController();
    this.#running = running;
    try {
      const answer = await ask("v1/check", { body: draft, signal: running.signal });
      if (running.signal.aborted) return;
      this.#draft = null;
      this.#running = null;
      this.#hooks.answered(draft, answer);
    } catch (error) {
      if (running.signal.aborted) return;
      this.#running = null;
      this.#fail(draft, error);
    }
  }

  #fail(draft, error) {
    const passing = error instanceof Unreachable || (error instanceof Refused && error.passing);
    // A draft that took too long again and again is too long: asking for it for ever would keep others waiting.
    const hopeless = error.status === 504 && this.#failures >= MOST_TIMEOUTS;
    if (!passing || hopeless) {
      if (error?.status !== 401) this.#draft = null;
      this.#hooks.failed(draft, error, null);
      return;
    }
    const wait = WAITS[Math.min(this.#failures, WAITS.length - 1)];
    const seconds = Math.min(Math.max(error.retryAfter ?? 0, wait), 60);
    this.#failures += 1;
    this.#later(seconds * 1000);
    this.#hooks.failed(draft, error, seconds);
  }
}
