// Channels: audiences that have been declared once. A service that knows none leaves the picker away.

import { element, find } from "../dom.js";
import { ask } from "../service.js";
import { RELATIONSHIPS, cueName } from "../words.js";

export class Channels {
  #root;
  #select;
  #about;
  #known = new Map();

  /** `chosen(channel)` is called with the channel that was picked, or none. */
  constructor(root, chosen) {
    this.#root = root;
    this.#select = find("select", root);
    this.#about = find(".channel__about", root);
    this.#select.addEventListener("change", () => {
      this.#describe();
      chosen(this.channel);
    });
  }

  get channel() {
    return this.#known.get(this.#select.value) ?? null;
  }

  /** Pick a channel by its name, or none; an unknown name is none. */
  pick(name) {
    this.#select.value = this.#known.has(name) ? name : "";
    this.#describe();
  }

  /** Name the channels whose readers are of this relationship. */
  of(relationship) {
    return [...this.#known.values()].filter((channel) => channel.relationship === relationship);
  }

  /** Ask the service for its channels. */
  async load() {
    let answer;
    try {
      answer = await ask("v1/channels");
    } catch {
      return;
    }
    this.#known = new Map(answer.channels.map((channel) => [channel.name, channel]));
    for (const group of this.#select.querySelectorAll("optgroup")) group.remove();
    for (const relationship of RELATIONSHIPS) {
      const options = this.of(relationship).map(({ name }) => element("option", { value: name, text: name }));
      if (options.length) this.#select.append(element("optgroup", { label: relationship }, ...options));
    }
    this.#root.hidden = this.#known.size === 0;
  }

  #describe() {
    const channel = this.channel;
    if (!channel) {
      this.#about.textContent = "";
      return;
    }
    const stage = channel.stage ? `Stage: ${channel.stage}.` : "";
    const agreed =
      channel.declared && channel.permissions.length ? `Agreed: ${channel.permissions.map(cueName).join(", ")}.` : "";
    this.#about.textContent = [channel.description, stage, agreed].filter(Boolean).join(" ");
  }
}
