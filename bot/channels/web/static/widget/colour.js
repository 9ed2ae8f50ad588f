/* An accent of the site's own, made readable: whatever is given, text in it keeps 4.5:1 (WCAG AA) on our papers. */

/** @typedef {[number, number, number]} Rgb */

const AA = 4.6; // a little more than 4.5: colours are rounded to whole numbers
/** @type {Rgb} */ const WHITE = [255, 255, 255];
/** @type {Rgb} */ const BLACK = [0, 0, 0];
/** The darkest light and the lightest dark paper of tokens.css. @type {Rgb} */
const LIGHT_PAPER = [243, 239, 229];
/** @type {Rgb} */ const LIGHT_SURFACE = [255, 253, 249];
/** @type {Rgb} */ const DARK_SURFACE = [26, 33, 39];

/** @param {string} written `#rgb` or `#rrggbb` @returns {Rgb | null} */
export function parseColour(written) {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(written);
  const hex = short ? short.slice(1).map((c) => c + c) : /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(written)?.slice(1);
  return hex ? /** @type {Rgb} */ (hex.map((c) => parseInt(c, 16))) : null;
}

/** @param {Rgb} colour */
function luminance(colour) {
  const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** @param {Rgb} a @param {Rgb} b */
export function contrast(a, b) {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** @param {Rgb} a @param {Rgb} b @param {number} share of b @returns {Rgb} */
const mix = (a, b, share) => /** @type {Rgb} */ (a.map((c, i) => Math.round(c + ((b[i] ?? 0) - c) * share)));

/** @param {Rgb} colour @param {Rgb} towards @param {(candidate: Rgb) => boolean} enough @returns {Rgb} */
function shifted(colour, towards, enough) {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(colour, towards, share);
    if (enough(candidate)) return candidate;
  }
  return towards;
}

/** The custom properties of tokens.css that follow from one colour. @param {string} written @returns {Record<string, string>} */
export function accents(written) {
  const colour = parseColour(written.trim());
  if (!colour) return {};
  const tintOf = (/** @type {Rgb} */ c, /** @type {Rgb} */ paper) => mix(paper, c, 0.1);
  const light = shifted(colour, BLACK, (c) => contrast(c, LIGHT_PAPER) >= AA && contrast(c, tintOf(c, LIGHT_SURFACE)) >= AA);
  const dark = shifted(colour, WHITE, (c) => contrast(c, DARK_SURFACE) >= AA && contrast(c, tintOf(c, DARK_SURFACE)) >= AA);
  const css = (/** @type {Rgb} */ c) => `rgb(${c.join(" ")})`;
  const pair = (/** @type {Rgb} */ a, /** @type {Rgb} */ b) => `light-dark(${css(a)}, ${css(b)})`;
  return {
    "--accent": pair(light, dark),
    "--accent-deep": pair(mix(light, BLACK, 0.25), mix(dark, WHITE, 0.35)),
    "--on-accent": pair(WHITE, [8, 20, 24]),
    "--bubble": css(light),
    "--on-bubble": css(WHITE),
    "--tint": pair(tintOf(light, LIGHT_SURFACE), tintOf(dark, DARK_SURFACE)),
  };
}
