// The page's start: which view the address names. All of it is loaded at once, so that it still works when the service
// is lost.

import { find } from "./dom.js";
import { Desk } from "./desk/desk.js";
import { draftIn } from "./desk/links.js";
import { showModel } from "./model/card.js";
import { startReport } from "./report/report.js";
import { showGallery } from "./situations/gallery.js";

const TITLES = {
  desk: "FlipGuard",
  situations: "Situations · FlipGuard",
  report: "Report · FlipGuard",
  model: "Model · FlipGuard",
};

const STARTS = {
  situations: showGallery,
  report: (section) => startReport(section, open),
  model: showModel,
};

const desk = new Desk(find("#desk"));
const started = new Set(["desk"]);

/** Show the view that the address names; `#/desk/…` also puts a draft on the desk. */
function follow({ first = false } = {}) {
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  const view = name in TITLES ? name : "desk";
  for (const section of document.querySelectorAll(".view")) section.hidden = section.id !== view;
  for (const link of document.querySelectorAll(".head__views a")) {
    if (link.hash === `#/${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = TITLES[view];
  const section = find(`#${view}`);
  if (!started.has(view)) {
    started.add(view);
    STARTS[view](section);
  }
  if (view === "desk") lay(rest, first);
  if (!first) {
    window.scrollTo(0, 0);
    find("h1", section).focus({ preventScroll: true });
  }
}

/** Lay on the desk what the address holds, else what was there before. */
function lay(rest, first) {
  const draft = rest.length ? draftIn(rest) : null;
  if (draft) desk.put(draft);
  else if (first) desk.recall();
  if (draft?.shared) history.replaceState(null, "", "#/desk");
  desk.shown();
}

/** Go to the desk with a draft. */
function open(draft) {
  desk.put(draft);
  location.hash = "#/desk";
}

window.addEventListener("hashchange", () => follow());
follow({ first: true });
