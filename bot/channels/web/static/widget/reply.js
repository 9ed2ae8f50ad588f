/* A reply as elements, laid out as templates/reply.html does on the server. */

import { button, element, icon, linked, place } from "./dom.js";
import wording from "./wording.js";

/** @typedef {import("./service.js").Reply} Reply
 *  @typedef {import("./service.js").Citation} Citation
 *  @typedef {import("./service.js").Option} Option
 *  @typedef {import("./service.js").Vote} Vote
 *  @typedef {import("./service.js").Verification} Verification */

/** What a reader can do with a reply.
 * @typedef {object} Acts
 * @property {(question: string) => void} ask
 * @property {(cited: Citation) => void} cite
 * @property {(reply: Reply, button: HTMLButtonElement) => void} copy
 * @property {(reply: Reply, vote: Vote, reason?: string) => Promise<boolean>} vote true if it was kept
 */

const UP = "M7 11v9H4v-9zM7 11l4-8c1.5 0 2.5 1 2.5 2.5V9H19c1.2 0 2 1 1.8 2.2l-1.2 7c-.2 1-1 1.8-2 1.8H7";
const DOWN = "M17 13V4h3v9zM17 13l-4 8c-1.5 0-2.5-1-2.5-2.5V15H5c-1.2 0-2-1-1.8-2.2l1.2-7c.2-1 1-1.8 2-1.8H17";

/** @param {string} text */
const words = (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu) ?? []).join(" ");

/** How many of the statements stand in the text; the others stand in the details. @param {Reply} reply */
function shown(reply) {
  const { text, warning } = reply;
  const said = warning && text.endsWith(warning) ? text.slice(0, -warning.length) : text;
  let end = 0;
  for (const [number, statement] of reply.statements.entries()) {
    const at = said.indexOf(statement.text, end);
    if (at < 0) return number;
    end = at + statement.text.length;
  }
  return reply.statements.length;
}

/** The headline; only the label if the rest would be said again right below it. @param {Reply} reply */
function heading(reply) {
  const said = words(reply.headline ?? "");
  for (const statement of reply.statements.slice(0, shown(reply))) {
    for (const index of statement.citations) {
      const label = reply.citations[index]?.label ?? "";
      if (said === words(statement.text) || said === words(`${label} ${statement.text}`)) return label;
    }
  }
  return reply.headline;
}

/** Who can be asked instead, in one line. @param {Reply} reply */
function askedAt({ contact }) {
  if (!contact) return "";
  return `${wording.titles.contact} ${contact.name}, ${contact.reach}${contact.hours ? ` (${contact.hours})` : ""}`;
}

/** The text without whom to ask, and without the closing lines that list the options: there are buttons. @param {Reply} reply */
function message(reply) {
  const offered = new Set(reply.options.flatMap((option) => [option.label, option.question]));
  const asked = askedAt(reply);
  const text = asked && reply.text.endsWith(asked) ? reply.text.slice(0, -asked.length) : reply.text;
  const lines = text.trimEnd().split("\n");
  const all = lines.length;
  const last = () => lines.at(-1) ?? "";
  const isOption = () => offered.has(last().replace(/^\s*(?:[-*•–▸→]|\(?\d{1,2}[.)])\s*/, "").trim());
  while (lines.length && (!last().trim() || isOption())) lines.pop();
  if (lines.length < all && last().trimEnd().endsWith(":")) lines.pop();
  return lines.join("\n").trimEnd();
}

/** What is shown at once. Below it: places that the heading does not name, and whose words these are, said once by
 *  neighbours from the same document. @param {Reply} reply */
function quotes(reply) {
  /** @type {{texts: string[], labels: string[], documents: string[], mended: boolean}[]} */
  const groups = [];
  for (const { text, citations } of reply.statements.slice(0, shown(reply))) {
    const cited = citations.flatMap((index) => reply.citations[index] ?? []);
    const official = cited.some(({ source }) => source.kind === "official");
    const documents = official ? [] : [...new Set(cited.map(({ source }) => source.document))];
    const placed = cited.filter(({ locator }) => locator !== null);
    const labels = [...new Set((placed.length ? placed : cited).map(({ label }) => label))];
    const mended = cited.some(({ original }) => original);
    const last = groups.at(-1);
    if (last && alike(last.labels, labels) && alike(last.documents, documents)) {
      last.texts.push(text);
      last.mended ||= mended;
    } else groups.push({ texts: [text], labels, documents, mended });
  }
  const named = ` ${words(heading(reply) ?? "")} `;
  return groups.map(({ texts, labels, documents, mended }, number) => {
    const told = documents.length && !alike(documents, groups[number + 1]?.documents ?? []);
    const aside = labels.filter((label) => !named.includes(` ${words(label)} `));
    if (told) aside.push(`menurut ${documents.join(" dan ")}`);
    if (mended) aside.push(wording.titles.mended);
    const line = aside.join("; ");
    return { texts, aside: line.slice(0, 1).toUpperCase() + line.slice(1) };
  });
}

/** @param {unknown[]} one @param {unknown[]} other */
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The citations of what is shown at once, the other statements, citations that none names. @param {Reply} reply */
function blocks(reply) {
  const first = shown(reply);
  /** @type {{texts: string[], citations: number[]}[]} */
  const made = [{ texts: [], citations: [...new Set(reply.statements.slice(0, first).flatMap((said) => said.citations))] }];
  for (const { text, citations } of reply.statements.slice(first)) {
    const last = made.at(-1);
    if (last?.texts.length && alike(last.citations, citations)) last.texts.push(text);
    else made.push({ texts: [text], citations });
  }
  const named = new Set(made.flatMap((block) => block.citations));
  made.push({ texts: [], citations: [...reply.citations.keys()].filter((index) => !named.has(index)) });
  return made.filter((block) => block.citations.length);
}

/** What the helpdesk says in its own words: the first paragraph of the text if marked so. @param {Reply} reply */
function helpdeskNote(reply) {
  const [mark, ...said] = (reply.text.split("\n\n", 1)[0] ?? "").split("\n");
  if (mark !== wording.titles.helpdesk || !said.length) return null;
  return element("div", "helpdesk-note",
    element("p", "", element("strong", "", mark)), element("p", "said", linked(said.join("\n"))));
}

/** @param {Verification} known */
export function doubt(known) {
  const sentence = element("p", "", element("strong", "", wording.verdicts[known.verdict] ?? ""));
  if (known.note) sentence.append(" ", linked(known.note));
  const see = known.see.length ? element("p", "", `Lihat: ${known.see.map(place).join("; ")}.`) : null;
  return element("div", "doubt", sentence, see);
}

/** What is noted in the details after their statements, and no card says. @param {Reply} reply */
function notes(reply) {
  const text = reply.details ?? "";
  let end = 0;
  for (const said of reply.statements.slice(shown(reply))) {
    const at = text.indexOf(said.text, end);
    if (at >= 0) end = at + said.text.length;
  }
  const checks = reply.citations.map((cited) => cited.verification.note).filter(Boolean);
  return text.slice(end).split("\n\n").filter((said) => said.startsWith(wording.titles.noted))
    .map((said) => said.slice(wording.titles.noted.length)).filter((note) => !checks.some((check) => note.includes(check)));
}

/** @param {string[]} texts */
const quoted = (texts) => element("blockquote", "", ...texts.map((text) => element("p", "", linked(text))));

/** @param {Reply} reply @param {Acts} acts @param {"h2" | "h3"} level */
function answer(reply, acts, level) {
  const made = document.createDocumentFragment();
  const note = helpdeskNote(reply);
  if (note) made.append(note);
  made.append(element(level, "", heading(reply) || wording.titles.answer));
  for (const { texts, aside } of quotes(reply)) {
    made.append(element("div", "statement", quoted(texts), aside && element("p", "aside", linked(aside))));
  }
  if (reply.warning) made.append(element("p", "warning", wording.titles.noted, linked(reply.warning)));
  made.append(element("details", "more", element("summary", "", wording.titles.more), more(reply, acts)));
  return made;
}

/** What stands behind "selengkapnya". @param {Reply} reply @param {Acts} acts */
function more(reply, acts) {
  const made = element("div", "more-body");
  const warned = new Set();
  for (const block of blocks(reply)) {
    const held = element("div", "statement", block.texts.length > 0 && quoted(block.texts));
    for (const index of block.citations) {
      const cited = reply.citations[index];
      if (!cited) continue;
      const opens = element("button", "cite", element("span", "number", String(index + 1)), element("span", "label", cited.label));
      opens.type = "button";
      opens.setAttribute("aria-haspopup", "dialog");
      opens.addEventListener("click", () => acts.cite(cited));
      held.append(opens);
      const known = cited.verification, key = JSON.stringify(known);
      if (!["match", "unverified"].includes(known.verdict) && !warned.has(key)) {
        warned.add(key);
        held.append(doubt(known));
      }
    }
    made.append(held);
  }
  made.append(...notes(reply).map((said) => element("p", "unknown", linked(said))));
  /** @type {Map<string, number[]>} */
  const unchecked = new Map();
  reply.citations.forEach(({ verification: { verdict, note } }, index) => {
    if (verdict === "unverified" && note) unchecked.set(note, [...(unchecked.get(note) ?? []), index + 1]);
  });
  for (const [said, numbers] of unchecked) {
    const named = numbers.length < reply.citations.length ? numbers : [];
    made.append(element("p", "unknown", ...named.map((n) => element("span", "number", String(n))), linked(said)));
  }
  return made;
}

/** @param {Option[]} options @param {(question: string) => void} ask @param {string} look */
export function optionList(options, ask, look) {
  const list = element("ul", look === "starter" ? "starters" : "options",
    ...options.map((o) => element("li", "", button(look, o.label, () => ask(o.question)))));
  list.setAttribute("aria-label", "Pilihan pertanyaan");
  return list;
}

/** Copying, and the two votes with a reason for the second. @param {Reply} reply @param {Acts} acts @param {Vote} [voted] */
function tools(reply, acts, voted) {
  const made = element("div", "tools");
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", "Tentang jawaban ini");
  if (reply.kind === "answer") {
    const copy = button("quiet", "Salin jawaban dan kutipan", () => acts.copy(reply, copy));
    made.append(copy);
  }
  const holder = element("div", "", made);
  made.append(element("span", "", "Membantu?"));
  /** @type {[Vote, string, string][]} */
  const kinds = [["up", "Ya", UP], ["down", "Tidak", DOWN]];
  /** @type {HTMLButtonElement[]} */
  const votes = [];
  for (const [value, name, drawing] of kinds) {
    const one = button("quiet vote", name, async () => {
      if (!(await acts.vote(reply, value))) return;
      votes.forEach((other) => other.setAttribute("aria-pressed", String(other === one)));
      holder.querySelector(".reason")?.remove();
      if (value === "down") holder.append(reason(reply, acts));
    }, icon(drawing), name);
    one.setAttribute("aria-label", value === "up" ? "Ya, membantu" : "Tidak membantu");
    one.setAttribute("aria-pressed", String(voted === value));
    votes.push(one);
  }
  made.append(...votes);
  return holder;
}

/** @param {Reply} reply @param {Acts} acts */
function reason(reply, acts) {
  const area = element("textarea", "");
  area.rows = 2;
  area.maxLength = 1000;
  const label = element("label", "", "Apa yang kurang? (boleh dikosongkan)");
  area.id = `reason-${reply.id}`;
  label.htmlFor = area.id;
  const form = element("form", "reason", label, area, element("button", "button", "Kirim alasan"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const written = area.value.trim();
    if (written && !(await acts.vote(reply, "down", written))) return;
    const thanks = element("p", "", "Terima kasih atas masukan Anda.");
    thanks.tabIndex = -1;
    form.replaceWith(thanks);
    thanks.focus();
  });
  return form;
}

/** @param {Reply} reply @param {Acts} acts @param {"h2" | "h3"} level @param {Vote} [voted] */
export function replyTurn(reply, acts, level, voted) {
  const made = element("article", `turn reply ${reply.kind}`);
  if (reply.kind === "answer") made.append(answer(reply, acts, level));
  else {
    if (reply.kind !== "chat") made.append(element(level, "", wording.titles[reply.kind] ?? ""));
    made.append(element("p", "said", linked(message(reply))));
  }
  if (reply.options.length) made.append(optionList(reply.options, acts.ask, "button"));
  if (reply.contact) made.append(element("p", "contact", linked(askedAt(reply))));
  if (reply.kind === "answer" || reply.kind === "not_found") made.append(tools(reply, acts, voted));
  return made;
}

/** @param {string} question */
export const askedTurn = (question) =>
  element("div", "turn asked", element("p", "", element("span", "unseen", "Anda bertanya: "), question));

export function waitingTurn() {
  const dots = element("span", "dots", element("i", ""), element("i", ""), element("i", ""));
  dots.setAttribute("aria-hidden", "true");
  return element("div", "turn waiting", dots, element("span", "", "Mencari di peraturan…"));
}
