/* Asking, waiting, failing, asking again: the part of the chat that has a course. */

import { button, copied, element, link } from "./dom.js";
import { askedTurn, replyTurn, waitingTurn } from "./reply.js";
import { showProvision } from "./provision.js";
import { ServiceError } from "./service.js";

/** @typedef {import("./service.js").Reply} Reply
 *  @typedef {import("./service.js").Vote} Vote
 *  @typedef {import("./reply.js").Acts} Acts */

const RETRIES = 4;
const FIRST_PAUSE_SECONDS = 2;
const STILL_SEARCHING_MS = 4000;

/** What the conversation needs of the element around it.
 * @typedef {object} Surroundings
 * @property {HTMLElement} log
 * @property {HTMLElement} host where dialogs are put
 * @property {"h2" | "h3"} level of headings
 * @property {import("./memory.js").Memory} memory
 * @property {import("./service.js").Service} service
 * @property {(text: string) => void} announce to screen readers
 * @property {(busy: boolean) => void} busy
 * @property {(question: string, answered: boolean) => void} settle clears or restores the typed text
 * @property {(name: string, detail: object) => void} tell the page around
 */

export class Conversation {
  /** The question under way. @type {AbortController | null} */
  #current = null;

  /** @param {Surroundings} around */
  constructor(around) {
    this.around = around;
    /** @type {Acts} */
    this.acts = {
      ask: (question) => this.ask(question),
      cite: (cited) => {
        around.tell("cite", { ref: cited.ref });
        showProvision(around.host, cited, around.service);
      },
      copy: (reply, from) => this.#copy(reply, from),
      vote: (reply, value, reason) => this.#vote(reply, value, reason),
    };
  }

  /** Shows what was kept for the tab. */
  restore() {
    for (const { question, reply, vote } of this.around.memory.state.turns) {
      this.around.log.append(askedTurn(question), replyTurn(reply, this.acts, this.around.level, vote));
    }
    return this.around.log.childElementCount > 0;
  }

  get busy() {
    return this.#current !== null;
  }

  /** Asks, and asks again a few times while the service cannot be reached. @param {string} written */
  async ask(written) {
    const question = written.trim();
    if (!question || this.busy) return null;
    const { log, memory, service, announce, tell } = this.around;
    const mine = this.#current = new AbortController();
    for (const old of log.querySelectorAll(".turn.error")) old.remove();
    const asked = askedTurn(question);
    const waiting = waitingTurn();
    log.append(asked, waiting);
    this.around.busy(true);
    this.around.settle(question, true);
    tell("ask", { question });
    announce("Mencari di peraturan…");
    reveal(waiting, "end");
    try {
      for (let attempt = 0; ; attempt += 1) {
        const patience = setTimeout(() => {
          (waiting.lastElementChild ?? waiting).textContent = "Masih mencari, mohon tunggu…";
        }, STILL_SEARCHING_MS);
        try {
          const reply = await service.ask(question, memory.state.conversation, mine.signal);
          memory.add(question, reply);
          const turn = replyTurn(reply, this.acts, this.around.level);
          waiting.replaceWith(turn);
          announce(reply.text);
          reveal(turn, "start");
          this.around.settle(question, true);
          tell("reply", { id: reply.id, kind: reply.kind, refs: reply.citations.map((c) => c.ref) });
          return reply;
        } catch (error) {
          if (mine.signal.aborted) return null;
          const failure = error instanceof ServiceError ? error : new ServiceError("Balasan tidak dapat ditampilkan.", false);
          tell("error", { message: failure.message, attempt });
          this.around.settle(question, false);
          if (!failure.passing || attempt >= RETRIES) {
            this.#fail(waiting, asked, failure.message, question, failure.forbidden);
            return null;
          }
          const seconds = Math.max(failure.waitSeconds, FIRST_PAUSE_SECONDS * 2 ** attempt);
          await this.#pause(waiting, failure.message, seconds, attempt + 1, mine.signal);
          if (mine.signal.aborted) {
            if (this.#current === mine) this.#fail(waiting, asked, "Percobaan dihentikan.", question);
            return null;
          }
        } finally {
          clearTimeout(patience);
        }
      }
    } finally {
      if (this.#current === mine) {
        this.#current = null;
        this.around.busy(false);
      }
    }
  }

  /** Waits for the time, for the network to come back, or for the reader's word.
   * @param {HTMLElement} waiting @param {string} why @param {number} seconds @param {number} attempt @param {AbortSignal} signal */
  #pause(waiting, why, seconds, attempt, signal) {
    return /** @type {Promise<void>} */ (new Promise((resolve) => {
      const text = element("p", "", `${why} Pertanyaan Anda tersimpan. Mencoba lagi dalam ${seconds} detik (${attempt} dari ${RETRIES}).`);
      const now = button("button", "Coba sekarang", () => go());
      const stop = button("button", "Hentikan", () => this.#current?.abort());
      const shown = element("div", "turn error", text, now, stop);
      waiting.hidden = true;
      waiting.after(shown);
      this.around.announce(text.textContent ?? "");
      reveal(shown, "end");
      const timer = setTimeout(() => go(), seconds * 1000);
      const go = () => {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        signal.removeEventListener("abort", go);
        shown.remove();
        waiting.hidden = false;
        (waiting.lastElementChild ?? waiting).textContent = "Mencoba lagi…";
        resolve();
      };
      window.addEventListener("online", go);
      signal.addEventListener("abort", go);
    }));
  }

  /** @param {HTMLElement} waiting @param {HTMLElement} asked @param {string} message @param {string} question
   *  @param {boolean} [elsewhere] only another page can ask */
  #fail(waiting, asked, message, question, elsewhere = false) {
    const again = elsewhere
      ? link(this.around.service.askPage(question), "Buka jawabannya di tab baru")
      : button("button", "Coba lagi", () => { asked.remove(); this.ask(question); });
    const turn = element("div", "turn error", element("p", "", `${message} Pertanyaan Anda masih tersimpan di kotak di bawah.`), again);
    waiting.replaceWith(turn);
    this.around.announce(message);
    reveal(turn, "end");
  }

  restart() {
    const under = this.#current;
    this.#current = null;
    under?.abort();
    this.around.busy(false);
    this.around.memory.clear();
    this.around.log.replaceChildren();
    this.around.tell("restart", {});
  }

  /** @param {Reply} reply @param {HTMLButtonElement} from */
  async #copy(reply, from) {
    const pages = [...new Set(reply.citations.map((cited) => this.around.service.pageOf(cited.ref)))];
    const name = from.textContent;
    const done = await copied([[reply.text, reply.details].filter(Boolean).join("\n\n"), ...pages].join("\n"), from);
    from.textContent = done ? "Tersalin" : "Tidak dapat menyalin";
    this.around.announce(`${from.textContent}.`);
    setTimeout(() => { from.textContent = name; }, 2000);
  }

  /** @param {Reply} reply @param {Vote} value @param {string} [reason] */
  async #vote(reply, value, reason) {
    try {
      await this.around.service.vote(reply.id, value, reason);
    } catch (error) {
      this.around.announce(`Penilaian belum tersimpan. ${error instanceof Error ? error.message : ""}`);
      return false;
    }
    const turn = this.around.memory.state.turns.find((kept) => kept.reply.id === reply.id);
    if (turn) turn.vote = value;
    this.around.memory.save();
    this.around.announce("Terima kasih atas penilaian Anda.");
    this.around.tell("feedback", { id: reply.id, value });
    return true;
  }
}

/** @param {HTMLElement} turn @param {"start" | "end"} block */
function reveal(turn, block) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}
