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

/** The headline; only the label if the rest would be said again right below it. @param {Reply} reply */
function heading(reply) {
  const said = words(reply.headline ?? "");
  for (const statement of reply.statements) {
    for (const index of statement.citations) {
      const label = reply.citations[index]?.label ?? "";
      if (said === words(statement.text) || said === words(`${label} ${statement.text}`)) return label;
    }
  }
  return reply.headline ?? wording.titles.answer;
}

/** The text without the closing lines that list the options: there are buttons. @param {Reply} reply */
function withoutOptions(reply) {
  const offered = new Set(reply.options.flatMap((option) => [option.label, option.question]));
  const lines = reply.text.trimEnd().split("\n");
  const all = lines.length;
  const last = () => lines.at(-1) ?? "";
  const isOption = () => offered.has(last().replace(/^\s*(?:[-*•–▸→]|\(?\d{1,2}[.)])\s*/, "").trim());
  while (lines.length && (!last().trim() || isOption())) lines.pop();
  if (lines.length < all && last().trimEnd().endsWith(":")) lines.pop();
  return lines.join("\n").trimEnd();
}

/** Neighbouring statements with the same citations; citations that none names follow. @param {Reply} reply */
function blocks(reply) {
  /** @type {{texts: string[], citations: number[]}[]} */
  const made = [];
  for (const { text, citations } of reply.statements) {
    const last = made.at(-1);
    if (last && String(last.citations) === String(citations)) last.texts.push(text);
    else made.push({ texts: [text], citations });
  }
  const named = new Set(made.flatMap((block) => block.citations));
  const rest = [...reply.citations.keys()].filter((index) => !named.has(index));
  return rest.length ? [...made, { texts: [], citations: rest }] : made;
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

/** What is noted of the reply beside the checks of its citations. @param {Reply} reply */
function notes(reply) {
  const checks = reply.citations.map((cited) => cited.verification.note).filter(Boolean);
  return reply.text.split("\n\n").filter((said) => said.startsWith("Catatan: "))
    .map((said) => said.slice("Catatan: ".length)).filter((note) => !checks.some((check) => note.includes(check)));
}

/** @param {Reply} reply @param {Acts} acts @param {"h2" | "h3"} level */
function answer(reply, acts, level) {
  const made = document.createDocumentFragment();
  const warned = new Set();
  const note = helpdeskNote(reply);
  if (note) made.append(note);
  made.append(element(level, "", heading(reply)));
  for (const block of blocks(reply)) {
    const shown = element("div", "statement");
    if (block.texts.length) {
      shown.append(element("blockquote", "", ...block.texts.map((text) => element("p", "", linked(text)))));
    }
    for (const index of block.citations) {
      const cited = reply.citations[index];
      if (!cited) continue;
      const opens = element("button", "cite", element("span", "number", String(index + 1)), element("span", "label", cited.label));
      opens.type = "button";
      opens.setAttribute("aria-haspopup", "dialog");
      opens.addEventListener("click", () => acts.cite(cited));
      shown.append(opens);
      const known = cited.verification, key = JSON.stringify(known);
      if (!["match", "unverified"].includes(known.verdict) && !warned.has(key)) {
        warned.add(key);
        shown.append(doubt(known));
      }
    }
    made.append(shown);
  }
  made.append(...notes(reply).map((note) => element("p", "unknown", linked(note))));
  /** @type {Map<string, number[]>} */
  const unchecked = new Map();
  reply.citations.forEach(({ verification: { verdict, note } }, index) => {
    if (verdict === "unverified" && note) unchecked.set(note, [...(unchecked.get(note) ?? []), index + 1]);
  });
  for (const [note, numbers] of unchecked) {
    const named = numbers.length < reply.citations.length ? numbers : [];
    made.append(element("p", "unknown", ...named.map((n) => element("span", "number", String(n))), linked(note)));
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
    made.append(element("p", "said", linked(withoutOptions(reply))));
  }
  if (reply.options.length) made.append(optionList(reply.options, acts.ask, "button"));
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
