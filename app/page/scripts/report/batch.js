// Many posts to `/v1/batch`, a part at a time, and their answers as they come.

import { Unreachable, open } from "../service.js";

const PART = 200;

/** Check posts in order; `each(index, line)` is called for every answer. Stops when the signal is aborted.
 *
 * Without `advice` an answer costs a fraction. */
export async function checkAll(posts, relationship, { each, signal, advice = false }) {
  for (let first = 0; first < posts.length; first += PART) {
    const part = posts.slice(first, first + PART);
    const body = part
      .map(
        (post) => `${JSON.stringify({ text: post.text, relationship: post.relationship ?? relationship, advice })}\n`,
      )
      .join("");
    const response = await open("v1/batch", { body, type: "application/x-ndjson", signal, patience: 0 });
    let seen = 0;
    try {
      for await (const line of lines(response.body)) {
        each(first + line.index, line);
        seen += 1;
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw new Unreachable("The answer of the service broke off.", { cause: error });
    }
    if (seen < part.length) throw new Unreachable("The answer of the service broke off.");
  }
}

async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const parts = (rest + (value ?? "")).split("\n");
    rest = done ? "" : parts.pop();
    for (const part of parts) if (part.trim()) yield JSON.parse(part);
    if (done) return;
  }
}
