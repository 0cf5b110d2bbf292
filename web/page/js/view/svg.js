/** Builds SVG elements. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** Returns an element with its attributes and children: `svg("g", { class: "tick" }, line, label)`. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
