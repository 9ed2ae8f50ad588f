/* The HTTP API as the widget sees it: requests with a time limit, and failures as sentences for people. */

/**
 * @typedef {{label: string, question: string}} Option
 * @typedef {{verdict: string, note: string, see: string[]}} Verification
 * @typedef {{kind: string, document: string, url: string | null}} Source
 * @typedef {{id: string, title: string, status: string}} Regulation
 * @typedef {{ref: string, label: string, quote: string, regulation: Regulation | null, source: Source,
 *   verification: Verification, original?: string | null}} Citation
 * @typedef {{ref: string, label: string, heading: string, text: string, regulation: Regulation | null,
 *   source: Source, verification: Verification, original?: string | null}} Passage
 * @typedef {{text: string, citations: number[]}} Statement
 * @typedef {{name: string, reach: string, hours: string | null}} Contact
 * @typedef {{id: string, kind: "answer" | "not_found" | "clarification" | "chat", text: string,
 *   headline: string | null, statements: Statement[], citations: Citation[], options: Option[],
 *   confidence: number, conversation_id: string, snapshot: string, warning: string | null, details: string | null,
 *   contact: Contact | null}} Reply
 * @typedef {"up" | "down"} Vote
 */

const PATIENCE_MS = 60_000;
const REPORT_MS = 50; // a browser reports what a policy forbade a moment after the request failed

/** Why there is no reply. `passing`: it may be gone in a while, so that asking again makes sense. */
export class ServiceError extends Error {
  /** @param {string} message @param {boolean} passing @param {number} waitSeconds at least so long, if told
   *  @param {boolean} forbidden by the policy of the page: only another page can ask */
  constructor(message, passing, waitSeconds = 0, forbidden = false) {
    super(message);
    this.passing = passing;
    this.waitSeconds = waitSeconds;
    this.forbidden = forbidden;
  }
}

export class Service {
  /** @param {URL} base the folder of /widget.js @param {string | null} site the site key, on other origins */
  constructor(base, site) {
    this.base = base;
    this.site = site;
    this.forbidden = false;
    document.addEventListener("securitypolicyviolation", (event) => {
      if (event.effectiveDirective !== "connect-src" || !event.blockedURI.startsWith(base.origin)) return;
      this.forbidden = true;
      console.error(`TanyaPasal: tambahkan ${base.origin} pada connect-src di Content-Security-Policy halaman ini.`);
    });
  }

  /** @param {string} question @param {string | null} conversation @param {AbortSignal} signal @returns {Promise<Reply>} */
  ask(question, conversation, signal) {
    return this.#json("api/v1/ask", conversation ? { question, conversation_id: conversation } : { question }, signal);
  }

  /** @param {string} reply @param {Vote} value @param {string} [reason] */
  vote(reply, value, reason) {
    return this.#json("api/v1/feedback", { reply_id: reply, value, ...(reason ? { reason } : {}) });
  }

  /** @param {string} ref @param {AbortSignal} [signal] @returns {Promise<{passages: Passage[]}>} */
  provisions(ref, signal) {
    return this.#json(`api/v1/provisions/${ref.split("/").map(encodeURIComponent).join("/")}`, undefined, signal);
  }

  /** @returns {Promise<Option[]>} */
  examples() {
    return this.#json("api/v1/examples");
  }

  /** Where a reference can be read. @param {string} ref */
  pageOf(ref) {
    const [path = "", section] = ref.split("#");
    const url = new URL(path.startsWith("program/") ? path : `regulasi/${path}`, this.base);
    if (section) url.hash = section;
    return url.href;
  }

  /** Where a question can be asked without this page. @param {string} question */
  askPage(question) {
    const url = new URL("tanya", this.base);
    url.searchParams.set("q", question);
    return url.href;
  }

  /** @param {string} path @param {object} [body] @param {AbortSignal} [signal] */
  async #json(path, body, signal) {
    const url = new URL(path, this.base);
    if (this.site) url.searchParams.set("site", this.site);
    const late = AbortSignal.timeout(PATIENCE_MS);
    let response;
    try {
      response = await fetch(url, {
        method: body ? "POST" : "GET",
        headers: body ? { "Content-Type": "application/json" } : {},
        body: body ? JSON.stringify(body) : undefined,
        credentials: "same-origin",
        referrerPolicy: "no-referrer",
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
      if (this.forbidden) throw new ServiceError("Halaman ini belum mengizinkan sambungan ke layanan.", false, 0, true);
      throw new ServiceError(late.aborted ? "Layanan tidak menjawab pada waktunya." : "Layanan tidak dapat dihubungi.", true);
    }
    const answer = await response.json().catch(() => null);
    if (response.ok && answer !== null) return answer;
    const wait = Number(response.headers.get("Retry-After")) || 0;
    const passing = response.status === 429 || response.status >= 500 || response.ok;
    const known = typeof answer?.detail === "string" ? answer.detail : null;
    throw new ServiceError(known ?? `Layanan sedang bermasalah (kode ${response.status}).`, passing, wait);
  }
}
