/* The conversation, for as long as the tab lives. Where storage is forbidden, it lives as long as the page. */

/** @typedef {import("./service.js").Reply} Reply
 *  @typedef {{question: string, reply: Reply, vote?: import("./service.js").Vote}} Turn */

const KEPT_TURNS = 40;

export class Memory {
  /** @param {string} name what keeps two services on one page apart */
  constructor(name) {
    this.key = `tanyapasal:${name}`;
    /** @type {{conversation: string | null, turns: Turn[], draft: string, open: boolean}} */
    this.state = { conversation: null, turns: [], draft: "", open: false };
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
      if (kept && Array.isArray(kept.turns)) this.state = { ...this.state, ...kept };
    } catch { /* nothing was kept */ }
  }

  /** @param {string} question @param {Reply} reply */
  add(question, reply) {
    this.state.turns = [...this.state.turns, { question, reply }].slice(-KEPT_TURNS);
    this.state.conversation = reply.conversation_id;
    this.save();
  }

  clear() {
    this.state = { ...this.state, conversation: null, turns: [], draft: "" };
    this.save();
  }

  save() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.state));
    } catch { /* not kept */ }
  }
}
