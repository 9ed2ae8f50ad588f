/* Replies as elements, laid out as templates/reply.html does on the server.
   Text is only ever set as text, so nothing that was asked or answered can become markup. */

const wording = JSON.parse(document.getElementById("wording").textContent);

// --- building blocks -----------------------------------------------------------------------------------
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function link(address, text) {
  const made = element("a", "", text);
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

const LINK = /https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}]/g;

function linked(text) {
  const parts = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.append(text.slice(end, match.index), link(match[0], match[0]));
    end = match.index + match[0].length;
  }
  parts.append(text.slice(end));
  return parts;
}

export function optionLink(option, className) {
  const made = element("a", className, option.label);
  made.href = "/?" + new URLSearchParams({ q: option.question });
  made.dataset.question = option.question;
  return made;
}

const words = (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

function place(ref) {
  const [regulation, ...steps] = ref.split("/");
  if (regulation === "program") return steps.join(" ").replaceAll("-", " ").replace("#", ": ");
  const [kind, ...rest] = regulation.split("-");
  const name = kind.length <= 3 ? kind.toUpperCase() : kind[0].toUpperCase() + kind.slice(1);
  const where = steps.map((step) => {
    const [unit, number] = step.split("-");
    return unit === "ayat" ? `ayat (${number})` : [unit, number].filter(Boolean).join(" ");
  }).join(" ");
  return `${where.slice(0, 1).toUpperCase()}${where.slice(1)} ${name} ${rest.join("/")}`.trim();
}

// --- a reply, as templates/reply.html shows it -----------------------------------------------------------
function heading(reply) {
  const said = words(reply.headline ?? "");
  for (const statement of reply.statements) {
    for (const index of statement.citations) {
      const label = reply.citations[index].label;
      if (said === words(statement.text) || said === words(label + " " + statement.text)) return label;
    }
  }
  return reply.headline ?? wording.titles.answer;
}

function withoutOptions(reply) {
  const offered = new Set(reply.options.flatMap((option) => [option.label, option.question]));
  const lines = reply.text.trimEnd().split("\n");
  const all = lines.length;
  const isOption = (line) => offered.has(line.replace(/^\s*(?:[-*•–▸→]|\(?\d{1,2}[.)])\s*/, "").trim());
  while (lines.length && (!lines.at(-1).trim() || isOption(lines.at(-1)))) lines.pop();
  if (lines.length < all && lines.length && lines.at(-1).trimEnd().endsWith(":")) lines.pop();
  return lines.join("\n").trimEnd();
}

function blocks(reply) {
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

function doubt(known) {
  const sentence = element("p", "", element("strong", "", wording.verdicts[known.verdict]));
  if (known.note) sentence.append(" ", linked(known.note));
  const see = known.see.length ? element("p", "", `Lihat: ${known.see.map(place).join("; ")}.`) : null;
  return element("div", "doubt", sentence, see);
}

const summaryOf = (cited, index) =>
  [element("span", "number", String(index + 1)), element("span", "label", cited.label)];

function card(cited, index, id) {
  const about = cited.regulation && element("p", "about", cited.regulation.title, " ",
    element("span", "status", wording.statuses[cited.regulation.status]));
  const source = element("p", "source", `Sumber: ${cited.source.document} (${wording.sources[cited.source.kind]}). `);
  if (/^https?:\/\//i.test(cited.source.url ?? "")) source.append(link(cited.source.url, "Buka sumber"));
  const sound = cited.verification.verdict === "match" ? element("p", "sound", wording.verdicts.match) : null;
  const made = element("details", "citation", element("summary", "", ...summaryOf(cited, index)),
    element("div", "citation-body", about, element("blockquote", "", linked(cited.quote)), source, sound));
  made.id = id;
  return made;
}

function answer(reply) {
  const made = document.createDocumentFragment();
  const opened = new Set(), warned = new Set();
  made.append(element("h2", "", heading(reply)));
  for (const block of blocks(reply)) {
    const shown = element("div", "statement");
    if (block.texts.length) {
      shown.append(element("blockquote", "", ...block.texts.map((text) => element("p", "", linked(text)))));
    }
    for (const index of block.citations) {
      const cited = reply.citations[index], id = `c-${reply.id}-${index}`;
      if (opened.has(index)) {
        const again = element("a", "again", ...summaryOf(cited, index));
        again.href = "#" + id;
        shown.append(again);
      } else shown.append(card(cited, index, id));
      opened.add(index);
      const known = cited.verification, key = JSON.stringify(known);
      if (!["match", "unverified"].includes(known.verdict) && !warned.has(key)) {
        warned.add(key);
        shown.append(doubt(known));
      }
    }
    made.append(shown);
  }
  const unchecked = new Map();
  reply.citations.forEach(({ verification: { verdict, note } }, index) => {
    if (verdict === "unverified" && note) unchecked.set(note, [...(unchecked.get(note) ?? []), index + 1]);
  });
  for (const [note, numbers] of unchecked) {
    const named = numbers.length < reply.citations.length ? numbers : [];
    made.append(element("p", "unknown", ...named.map((n) => element("span", "number", String(n))), linked(note)));
  }
  const copy = element("button", "quiet", "Salin jawaban dan kutipan");
  copy.type = "button";
  copy.dataset.copy = reply.text;
  made.append(element("p", "tools", copy));
  return made;
}

export function replyTurn(reply) {
  const made = element("article", `turn reply ${reply.kind}`);
  if (reply.kind === "answer") made.append(answer(reply));
  else {
    if (reply.kind !== "chat") made.append(element("h2", "", wording.titles[reply.kind]));
    made.append(element("p", "said", linked(withoutOptions(reply))));
  }
  if (reply.options.length) {
    const list = element("ul", "options", ...reply.options.map((o) => element("li", "", optionLink(o, "button"))));
    list.setAttribute("aria-label", "Pilihan pertanyaan");
    made.append(list);
  }
  return made;
}

export const askedTurn = (question) =>
  element("div", "turn asked", element("p", "", element("span", "unseen", "Anda bertanya: "), question));

export function errorTurn(message, question) {
  const again = element("button", "button", "Coba lagi");
  again.type = "button";
  again.dataset.retry = question;
  const made = element("div", "turn error", element("p", "", message), again);
  made.setAttribute("role", "alert");
  return made;
}

export function waitingTurn() {
  const dots = element("span", "dots", element("i"), element("i"), element("i"));
  dots.setAttribute("aria-hidden", "true");
  return element("div", "turn waiting", dots, element("span", "", "Mencari di peraturan…"));
}
