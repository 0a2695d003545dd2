// "Is this wrong?": what the writer says of a verdict goes to the service; the draft goes with it only where he consents.

import { find } from "../dom.js";
import { ask, open } from "../service.js";

const PATH = "v1/feedback";

/** Start the form. `current()` gives the draft as it was checked and its answer, or nothing. */
export function startFeedback(root, current) {
  const form = find("form", root);
  const said = find(".feedback__said [role=status]", root);
  const takeBack = find("[data-act=take-back]", root);
  let name = ownName();
  let kept = null;

  form.addEventListener("input", () => (name = ownName()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const checked = current();
    if (!checked) return;
    const button = find("[type=submit]", form);
    button.disabled = true;
    said.textContent = "Sending …";
    try {
      kept = await ask(PATH, { body: told(new FormData(form), checked), headers: { "Idempotency-Key": name } });
      form.reset();
      name = ownName();
      said.textContent = kept.text_kept
        ? "Thank you. It is kept, with your draft."
        : "Thank you. It is kept, without your draft.";
      takeBack.hidden = false;
    } catch (error) {
      said.textContent = error.status === 404 ? "This service does not take feedback." : error.message;
    } finally {
      button.disabled = false;
    }
  });
  takeBack.addEventListener("click", async () => {
    try {
      await open(`${PATH}/${kept.id}`, { method: "DELETE" });
      said.textContent = "It is deleted.";
      takeBack.hidden = true;
    } catch (error) {
      said.textContent = error.message;
    }
  });
}

/** Name a request, so that one that is sent twice is kept once. */
function ownName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function told(form, { draft, answer }) {
  const felt = form.get("felt");
  const comment = form.get("note").trim();
  return {
    verdict: answer.verdict,
    right: felt === answer.verdict,
    label: felt,
    relationship: answer.relationship,
    flip_risk: answer.flip_risk,
    model: answer.model,
    ...(comment ? { comment } : {}),
    ...(form.get("consent") ? { keep_text: true, text: draft.text } : {}),
  };
}
