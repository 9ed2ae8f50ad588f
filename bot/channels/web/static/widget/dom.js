/* Building elements. Text is only ever set as text, so nothing that was asked or answered can become markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} className
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const child of children) if (child) made.append(child);
  return made;
}

/** @param {string} className @param {string} name @param {() => void} act @param {...(Node | string)} children */
export function button(className, name, act, ...children) {
  const made = element("button", className, ...(children.length ? children : [name]));
  made.type = "button";
  if (children.length) made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} path of a 24 × 24 drawing @param {number} [size] */
export function icon(path, size = 20) {
  const made = document.createElementNS(SVG, "svg");
  const drawn = document.createElementNS(SVG, "path");
  drawn.setAttribute("d", path);
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" })) {
    made.setAttribute(name, String(value));
  }
  made.append(drawn);
  return made;
}

/** A link to another page, only for addresses of the web. @param {string} address @param {string} text */
export function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return document.createTextNode(text);
  const made = element("a", "", text);
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

const LINK = /https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}]/g;

/** @param {string} text with its http and https addresses as links */
export function linked(text) {
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.append(text.slice(end, match.index), link(match[0], match[0]));
    end = match.index + match[0].length;
  }
  parts.append(text.slice(end));
  return parts;
}

/** A reference for readers. @param {string} ref `pp-11-2017/pasal-203/ayat-4` → `Pasal 203 ayat (4) PP 11/2017` */
export function place(ref) {
  const [regulation = "", ...steps] = ref.split("/");
  if (regulation === "program") return steps.join(" ").replaceAll("-", " ").replace("#", ": ");
  const [kind = "", ...rest] = regulation.split("-");
  const name = kind.length <= 3 ? kind.toUpperCase() : kind.slice(0, 1).toUpperCase() + kind.slice(1);
  const where = steps.map((step) => {
    const [unit, number] = step.split("-");
    return unit === "ayat" ? `ayat (${number})` : [unit, number].filter(Boolean).join(" ");
  }).join(" ");
  return `${where.slice(0, 1).toUpperCase()}${where.slice(1)} ${name} ${rest.join("/")}`.trim();
}

/** Copies in pages that may not use the clipboard too. @param {string} text @param {HTMLElement} near */
export async function copied(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = element("textarea", "unseen");
    area.value = text;
    area.readOnly = true;
    near.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    near.focus();
    return done;
  }
}
