/* The chat: asking, waiting, failing, starting anew. What a reply looks like is in reply.js. */

import { askedTurn, element, errorTurn, optionLink, replyTurn, waitingTurn } from "./reply.js";

const byId = (id) => document.getElementById(id);
const log = byId("log"), form = byId("form"), input = byId("question"), send = byId("send");
const welcome = byId("welcome"), starters = byId("starters"), announcer = byId("announcer");
const PATIENCE_MS = 60000;
const KEPT_TURNS = 40;
let busy = null; // the AbortController of the question under way

// --- what outlives a reload; private windows may forbid it, then nothing does --------------------------
const kept = {
  read(name, fallback) {
    try { return JSON.parse(sessionStorage.getItem("tanyapasal." + name)) ?? fallback; } catch { return fallback; }
  },
  write(name, value) {
    try { sessionStorage.setItem("tanyapasal." + name, JSON.stringify(value)); } catch { /* not kept */ }
  },
  clear() {
    try { for (const name of ["conversation", "turns"]) sessionStorage.removeItem("tanyapasal." + name); } catch { /* nothing kept */ }
  },
};

// --- asking ----------------------------------------------------------------------------------------------
async function fetched(question, signal) {
  const conversation = kept.read("conversation", null);
  let response;
  try {
    response = await fetch("/api/v1/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(conversation ? { question, conversation_id: conversation } : { question }),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw new Error("Layanan tidak menjawab pada waktunya. Pertanyaan Anda masih tersimpan di kotak di bawah.");
    throw new Error("Layanan tidak dapat dihubungi. Periksa sambungan Anda; pertanyaan Anda masih tersimpan di kotak di bawah.");
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new Error(body?.detail ?? `Layanan sedang bermasalah (kode ${response.status}). Silakan coba lagi.`);
}

async function ask(question, isRetry = false) {
  question = question.trim();
  if (!question || busy) return;
  const mine = busy = new AbortController();
  const timer = setTimeout(() => mine.abort(), PATIENCE_MS);
  for (const old of log.querySelectorAll(".turn.error")) old.remove();
  welcome.hidden = true;
  if (!isRetry) log.append(askedTurn(question));
  const waiting = waitingTurn();
  log.append(waiting);
  if (input.value.trim() === question) input.value = "";
  fit();
  send.disabled = true;
  log.setAttribute("aria-busy", "true");
  reveal(waiting, "end");
  try {
    const reply = await fetched(question, mine.signal);
    if (busy !== mine) return; // a new conversation was started meanwhile
    kept.write("conversation", reply.conversation_id);
    kept.write("turns", [...kept.read("turns", []), { question, reply }].slice(-KEPT_TURNS));
    const turn = replyTurn(reply);
    waiting.replaceWith(turn);
    reveal(turn, "start");
  } catch (error) {
    if (busy !== mine) return;
    const turn = errorTurn(error.message, question);
    waiting.replaceWith(turn);
    if (!input.value) input.value = question;
    fit();
    reveal(turn, "end");
  } finally {
    clearTimeout(timer);
    if (busy === mine) {
      busy = null;
      send.disabled = false;
      log.removeAttribute("aria-busy");
    }
  }
}

function retry(question) {
  if (input.value.trim() === question.trim()) input.value = "";
  ask(question, true);
}

function restart() {
  if (busy) busy.abort();
  busy = null;
  send.disabled = false;
  log.removeAttribute("aria-busy");
  log.replaceChildren();
  kept.clear();
  input.value = "";
  fit();
  if (location.search) history.replaceState(null, "", "/");
  document.title = "TanyaPasal";
  welcome.hidden = false;
  showStarters();
  announce("Percakapan baru dimulai.");
  input.focus();
}

// --- small things ----------------------------------------------------------------------------------------
function announce(text) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

function reveal(turn, block) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}

function fit() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`; // up to the max-height of the style sheet
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // not a secure context, or not allowed
    const area = element("textarea", "unseen");
    area.value = text;
    area.readOnly = true;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

async function copy(button) {
  const name = button.textContent;
  const done = await copied(button.dataset.copy);
  button.textContent = done ? "Tersalin" : "Tidak dapat menyalin";
  announce(button.textContent + ".");
  button.disabled = true;
  setTimeout(() => { button.textContent = name; button.disabled = false; }, 2000);
}

async function showStarters(attempt = 0) {
  if (starters.childElementCount || welcome.hidden) return;
  try {
    const response = await fetch("/api/v1/examples");
    if (response.ok) {
      const options = await response.json();
      starters.replaceChildren(...options.map((o) => element("li", "", optionLink(o, "starter"))));
      return;
    }
    if (response.status !== 503) return;
  } catch { return; }
  if (attempt < 40) setTimeout(() => showStarters(attempt + 1), 1500); // the model is still being loaded
}

// --- what people do --------------------------------------------------------------------------------------
form.addEventListener("submit", (event) => { event.preventDefault(); ask(input.value); });
input.addEventListener("input", fit);
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    ask(input.value);
  }
});
byId("restart").addEventListener("click", (event) => { event.preventDefault(); restart(); });
document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-question], [data-retry], [data-copy], a.again");
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (target.dataset.copy !== undefined) { copy(target); return; }
  event.preventDefault();
  if (target.dataset.question !== undefined) ask(target.dataset.question);
  else if (target.dataset.retry !== undefined) retry(target.dataset.retry);
  else {
    const details = byId(target.hash.slice(1));
    if (details) { details.open = true; details.querySelector("summary").focus(); reveal(details, "center"); }
  }
});

// --- start -----------------------------------------------------------------------------------------------
const rendered = log.querySelector("[data-conversation]");
if (rendered) kept.write("conversation", rendered.dataset.conversation);
else if (!log.childElementCount) {
  const turns = kept.read("turns", []);
  if (turns.length) {
    welcome.hidden = true;
    for (const { question, reply } of turns) log.append(askedTurn(question), replyTurn(reply));
    requestAnimationFrame(() => log.lastElementChild.scrollIntoView({ block: "start" }));
  }
}
for (const button of log.querySelectorAll("[data-copy]")) button.hidden = false;
fit();
showStarters();
if (matchMedia("(hover: hover)").matches) input.focus(); // on phones the keyboard would hide the page
