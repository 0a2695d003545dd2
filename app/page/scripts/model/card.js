// The model's card: its promises, its figures, its curves where it brings them, and its limits in its own words.

import { element } from "../dom.js";
import { ask } from "../service.js";
import { curve, reliability } from "./charts.js";
import { fromMarkdown } from "./markdown.js";

const FIGURES = {
  posts: "Posts",
  flips: "Flips among them",
  auroc: "AUROC",
  average_precision: "Average precision",
  calibration_error: "Calibration error",
  flip_precision: "Of those called flip, are one",
  flip_recall: "Of flips, called flip",
  recall_above_clear: "Of flips, not called clear",
  false_alarms: "Of posts nobody felt, called flip",
};
const BEFORE = ["social", "mixed"];

/** Fill the section from `/v1/model`. */
export async function showModel(section) {
  const body = element(
    "div",
    { class: "model__body", "aria-busy": "true" },
    element("p", { text: "Asking the service for its model …" }),
  );
  section.replaceChildren(
    element(
      "div",
      { class: "view__head" },
      element("h1", { id: "model-title", tabindex: "-1", text: "The model that reads your posts" }),
      element("p", { text: "What it promises, how far it kept it on posts that it had not seen, and where it ends." }),
    ),
    body,
  );
  const load = async () => {
    try {
      const model = await ask("v1/model");
      body.replaceChildren(...parts(model));
    } catch (error) {
      body.replaceChildren(
        element(
          "div",
          {},
          element("p", { text: error.message }),
          element("button", { type: "button", text: "Try again", on: { click: load } }),
        ),
      );
    }
    body.removeAttribute("aria-busy");
  };
  await load();
}

function parts(model) {
  const sets = Object.entries(model.metrics ?? {}).filter(([, figures]) => figures?.social);
  const charts = sets.flatMap(([name, figures]) => chartsOf(name, figures));
  return [
    element(
      "section",
      {},
      element("h2", { text: `Version ${model.version}` }),
      element("p", {}, `Made on ${model.created}, recipe ${model.recipe}. `, element("code", { text: model.digest })),
    ),
    element("section", {}, element("h2", { text: "From which risk a post is called what" }), bands(model.thresholds)),
    ...sets.map(([name, figures]) =>
      element(
        "section",
        {},
        element("h2", { text: `Measured on “${name}”` }),
        figuresTable(name, figures),
        ...slices(name, figures),
      ),
    ),
    element(
      "section",
      {},
      element("h2", { text: "How true its risks are, and how well they rank" }),
      charts.length
        ? element("div", { class: "model__charts" }, ...charts)
        : element("p", { text: "This model’s manifest holds no points to draw. Its figures are above." }),
    ),
    element("section", { class: "card" }, element("h2", { text: "Its card" }), ...fromMarkdown(model.card)),
  ];
}

function bands(thresholds) {
  const known = BEFORE.filter((relationship) => thresholds[relationship]);
  const rows = known
    .map((relationship) => [relationship, thresholds[relationship]])
    .map(([relationship, { review, flip }]) => [
      relationship,
      `below ${review}`,
      `${review} to ${flip}`,
      `from ${flip}`,
    ]);
  return table(
    "Bands",
    ["Readers", "Clear", "Worth a second look", "Flip"],
    [...rows, ["market", "always", "never", "never"]],
  );
}

function figuresTable(name, figures) {
  const heads = BEFORE.filter((relationship) => figures[relationship]);
  const rows = Object.entries(FIGURES)
    .filter(([key]) => heads.some((relationship) => figures[relationship][key] !== undefined))
    .map(([key, label]) => [label, ...heads.map((relationship) => shown(figures[relationship][key]))]);
  return table(`Figures on ${name}`, ["", ...heads], rows);
}

function slices(name, figures) {
  const found = BEFORE.flatMap((relationship) =>
    (figures[relationship]?.slices ?? []).map((slice) => [relationship, slice]),
  );
  if (!found.length) return [];
  const rows = found.map(([relationship, { name: slice, posts, flips, auroc, calibration_error: error }]) => [
    relationship,
    slice,
    ...[posts, flips, auroc, error].map(shown),
  ]);
  return [
    element("h3", { text: "By kind of post" }),
    table(`Slices of ${name}`, ["Readers", "Posts that are", "Posts", "Flips", "AUROC", "Calibration error"], rows),
  ];
}

function chartsOf(name, figures) {
  return BEFORE.flatMap((relationship) => {
    const measured = figures[relationship] ?? {};
    const told = `${name}, ${relationship} readers`;
    return [
      measured.reliability?.length
        ? reliability(measured.reliability, `Reliability on ${told}: a true risk lies on the line`)
        : null,
      measured.precision_recall?.length
        ? curve(measured.precision_recall, `Precision and recall on ${told}`, "recall", "precision")
        : null,
      measured.roc?.length
        ? curve(measured.roc, `Flips found against false alarms on ${told}`, "false alarms", "flips found", true)
        : null,
    ].filter(Boolean);
  });
}

function table(label, heads, rows) {
  return element(
    "div",
    { class: "wide", tabindex: "0", role: "region", "aria-label": label },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element("tr", {}, ...heads.map((head) => (head ? element("th", { scope: "col", text: head }) : element("td")))),
      ),
      element(
        "tbody",
        {},
        ...rows.map(([first, ...rest]) =>
          element(
            "tr",
            {},
            element("th", { scope: "row", text: first }),
            ...rest.map((cell) => element("td", { text: cell })),
          ),
        ),
      ),
    ),
  );
}

function shown(value) {
  if (value === null || value === undefined) return "–";
  return Number.isInteger(value) ? value.toLocaleString("en") : String(Math.round(value * 1000) / 1000);
}
