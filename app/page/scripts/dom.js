// Elements made from plain values. Text is only ever set as text, never parsed.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element. `on` holds listeners, `text` its text; every other property is an attribute. */
export function element(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

/** Make an SVG element in the same way. */
export function drawn(name, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

function filled(node, { on = {}, text, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  if (text !== undefined) node.textContent = text;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Find the one element that a selector names. */
export function find(selector, within = document) {
  return within.querySelector(selector);
}

/** The ring that shows a verdict by its filling as well as its colour. */
export function glyph() {
  return element("span", { class: "glyph", "aria-hidden": "true" });
}
