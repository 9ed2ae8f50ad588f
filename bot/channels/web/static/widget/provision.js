/* The pasal behind a citation, in a dialog: the quote at once, then everything held about that place. */

import { button, element, icon, link, linked } from "./dom.js";
import { doubt } from "./reply.js";
import wording from "./wording.js";

/** @typedef {import("./service.js").Citation} Citation
 *  @typedef {import("./service.js").Passage} Passage
 *  @typedef {import("./service.js").Service} Service */

/** How a scanned copy has the lines of which something was mended. @param {string} original */
function copied(original) {
  const [first, ...rest] = wording.titles.mended;
  return element("details", "copied", element("summary", "", `${first?.toUpperCase()}${rest.join("")}`),
    element("p", "", "Pada salinan OCR tertulis:"), element("blockquote", "", element("p", "", original)));
}

/** @param {{text: string, source: import("./service.js").Source, verification: import("./service.js").Verification,
 *   original?: string | null}} held */
function statement({ text, source, verification, original }) {
  const from = element("p", "source", `Sumber: ${source.document} (${wording.sources[source.kind] ?? ""}). `);
  if (source.url) from.append(link(source.url, "Buka sumber"));
  const made = element("div", "statement", element("blockquote", "", element("p", "", linked(text))), from);
  if (original) made.append(copied(original));
  if (verification.verdict === "match") made.append(element("p", "sound", wording.verdicts.match));
  else if (verification.verdict === "unverified") made.append(element("p", "unknown", linked(verification.note)));
  else made.append(doubt(verification));
  return made;
}

/**
 * Opens the dialog below `host`; the browser keeps the focus inside and gives it back on closing.
 * @param {HTMLElement} host @param {Citation} cited @param {Service} service
 */
export async function showProvision(host, cited, service) {
  const title = element("h2", "", cited.label);
  title.id = "provision-title";
  const body = element("div", "provision-body");
  const close = button("icon", "Tutup", () => dialog.close(), icon("M6 6l12 12M18 6L6 18"));
  const dialog = element("dialog", "provision", element("div", "head", title, close), body);
  dialog.setAttribute("aria-labelledby", title.id);
  const stop = new AbortController();
  dialog.addEventListener("close", () => { stop.abort(); dialog.remove(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  const about = cited.regulation && element("p", "about", cited.regulation.title, " ",
    element("span", "status", wording.statuses[cited.regulation.status] ?? ""));
  const held = element("div", "", statement({ text: cited.quote, source: cited.source, verification: cited.verification,
    original: cited.original }));
  const more = element("p", "about", "Memuat keterangan lain tentang tempat ini…");
  more.setAttribute("role", "status");
  body.append(...(about ? [about] : []), held, more,
    element("p", "", link(service.pageOf(cited.ref), `Buka halaman ${cited.label}`)));
  host.append(dialog);
  dialog.showModal();
  try {
    const { passages } = await service.provisions(cited.ref, stop.signal);
    const others = passages.filter((passage) => !passage.text.includes(cited.quote) || passage.ref !== cited.ref);
    const whole = passages.find((passage) => passage.ref === cited.ref && passage.text.includes(cited.quote));
    if (whole) held.replaceChildren(statement(whole));
    held.append(...others.map(statement));
    more.remove();
  } catch {
    if (!stop.signal.aborted) more.textContent = "Keterangan lain tidak dapat dimuat; kutipan di atas tetap seperti pada jawaban.";
  }
}
