/* <tanya-pasal>: the chat as a custom element, as a button with a panel, or `full` within a page.
   Shadow DOM and a constructed style sheet: no inline style, nothing that a strict CSP forbids. */

import { accents } from "./colour.js";
import { Conversation } from "./conversation.js";
import { button, element, icon } from "./dom.js";
import { Memory } from "./memory.js";
import { optionList } from "./reply.js";
import { Service } from "./service.js";
import css from "./styles.js";
import wording from "./wording.js";

const NAME = "tanya-pasal";
const BASE = new URL("../../", import.meta.url);
const KEY = decodeURIComponent(import.meta.url.split("/").at(-2) ?? "-");
const EXAMPLE_TRIES = 20;
const EXAMPLE_PAUSE_MS = 1500;
const SMALL = "(max-width: 30rem), (max-height: 26rem)";
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** @typedef {{site?: string, title?: string, color?: string, position?: string, theme?: string, greeting?: string,
 *   examples?: string, open?: string}} Options */

class TanyaPasal extends HTMLElement {
  /** @type {Options} */
  options = {};
  #built = false;

  connectedCallback() {
    if (this.#built) return;
    this.#built = true;
    this.full = this.hasAttribute("full");
    if (this.options.theme === "light" || this.options.theme === "dark") this.setAttribute("theme", this.options.theme);
    for (const [name, value] of Object.entries(accents(this.options.color ?? ""))) this.style.setProperty(name, value);
    const service = new Service(BASE, KEY === "-" ? null : KEY);
    this.memory = new Memory(`${BASE.href}${KEY}`);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];

    this.input = element("textarea", "");
    this.log = element("div", "log");
    this.announcer = element("p", "unseen");
    this.root = element("div", `root${this.options.position === "bottom-left" ? " left" : ""}`);
    this.root.lang = "id"; // whatever language the page around is in
    this.panel = this.full ? element("div", "panel") : element("dialog", "panel");
    this.#furnish();
    this.conversation = new Conversation({
      log: this.log,
      host: this.root,
      level: this.full ? "h2" : "h3",
      memory: this.memory,
      service,
      announce: (text) => this.#announce(text),
      busy: (busy) => {
        this.send?.setAttribute("aria-disabled", String(busy));
        this.log?.setAttribute("aria-busy", String(busy));
      },
      settle: (question, answered) => this.#settle(question, answered),
      tell: (name, detail) => this.#tell(name, detail),
    });
    this.service = service;
    if (this.full) this.root.append(this.panel);
    else this.#launchable();
    shadow.append(this.root);
    this.#welcome(!this.conversation.restore());
    this.input.value = this.querySelector("textarea")?.value || this.memory.state.draft;
    for (const child of [...this.children]) if (!child.slot) child.remove(); // the form for pages without scripts
    if (this.full) {
      this.#fit();
      this.#showExamples();
      requestAnimationFrame(() => this.log?.lastElementChild?.scrollIntoView({ block: "start" }));
      if (matchMedia("(hover: hover)").matches) this.input.focus();
    } else if ((this.options.open === "true" || this.memory.state.open) && !matchMedia(SMALL).matches) {
      this.open(false); // not where it would cover the whole page unasked
    }
    this.#tell("ready", {});
  }

  // --- what the page around may call -------------------------------------------------------------------
  /** @param {boolean} [focus] false leaves the focus where it is */
  open(focus = true) {
    if (!(this.panel instanceof HTMLDialogElement) || this.panel.open) return;
    const before = document.activeElement;
    if (matchMedia(SMALL).matches) this.panel.showModal();
    else this.panel.show();
    this.#opened(true);
    this.#fit();
    this.#showExamples();
    this.log?.lastElementChild?.scrollIntoView({ block: "start" });
    if (focus) this.input?.focus();
    else if (before instanceof HTMLElement && before !== document.body) before.focus();
    else /** @type {HTMLElement | null | undefined} */ (this.shadowRoot?.activeElement)?.blur();
  }

  close() {
    if (this.panel instanceof HTMLDialogElement && this.panel.open) this.panel.close();
  }

  toggle() {
    if (this.panel instanceof HTMLDialogElement && this.panel.open) this.close();
    else this.open();
  }

  /** @param {string} question */
  async ask(question) {
    this.open();
    this.#welcome(false);
    return (await this.conversation?.ask(question)) ?? null;
  }

  restart() {
    this.conversation?.restart();
    if (this.input) this.input.value = "";
    this.#fit();
    this.#welcome(true);
    this.#showExamples();
    this.#announce("Percakapan baru dimulai.");
    this.input?.focus();
  }

  // --- building ----------------------------------------------------------------------------------------
  #furnish() {
    const { input, log, announcer, panel } = this;
    if (!input || !log || !announcer || !panel) return;
    const title = element("h2", "", this.options.title || "Tanya Peraturan");
    title.id = "title";
    panel.setAttribute("aria-labelledby", "title");
    if (this.full) panel.setAttribute("role", "group");
    const head = this.head = element("div", "head", title, button("icon", "Mulai percakapan baru", () => this.restart(), icon("M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5")));
    if (!this.full) head.append(button("icon", "Tutup", () => this.close(), icon("M6 6l12 12M18 6L6 18")));

    this.hello = element("div", this.full ? "" : "column hello");
    if (this.full) {
      const slot = element("slot", "");
      slot.name = "welcome";
      this.hello.append(slot);
      // Starters of the page are links that work without this element; here they are asked in place.
      this.addEventListener("click", (event) => {
        const link = event.target instanceof Element ? event.target.closest("a[data-question]") : null;
        if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.ask(link.dataset.question ?? "");
      });
    } else {
      const greeting = this.options.greeting || "Tulislah pertanyaan tentang peraturan. Setiap jawaban menyebut pasalnya dan memuat kutipannya.";
      this.hello.append(element("p", "", greeting));
    }
    this.examples = element("div", this.full ? "column" : "");
    this.hello.append(this.examples);
    const scroller = element("div", "scroller", this.hello, element("div", "column", log));
    scroller.tabIndex = 0; // so that the keyboard can scroll it
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", "Percakapan");
    announcer.setAttribute("role", "status");
    panel.append(head, scroller, this.#composer(input), announcer);
    panel.addEventListener("keydown", (event) => this.#keys(/** @type {KeyboardEvent} */ (event)));
  }

  /** @param {HTMLTextAreaElement} input */
  #composer(input) {
    const label = element("label", "unseen", "Pertanyaan Anda");
    label.htmlFor = input.id = "question";
    input.rows = 1;
    input.maxLength = Number(wording.limits.question);
    input.placeholder = "Tulis pertanyaan Anda…";
    input.autocomplete = "off";
    input.enterKeyHint = "send";
    this.send = element("button", "send", icon("M12 19V5M5.5 11.5 12 5l6.5 6.5"));
    this.send.setAttribute("aria-label", "Kirim pertanyaan");
    const hint = element("p", "hint", "Kutipan peraturan, bukan nasihat hukum.", element("span", "keys", " Enter mengirim, Shift+Enter baris baru."));
    hint.id = "hint";
    input.setAttribute("aria-describedby", hint.id);
    const form = element("form", "composer", element("div", "column", label, element("div", "field", input, this.send), hint));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(input.value); });
    input.addEventListener("input", () => { this.#fit(); this.#draft(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.ask(input.value);
      }
    });
    return form;
  }

  #launchable() {
    const { panel, root } = this;
    if (!(panel instanceof HTMLDialogElement) || !root) return;
    const name = this.options.title || "Tanya Peraturan";
    this.launcher = element("button", "launcher", icon("M4 5h16v11H9l-5 4z"), name);
    this.launcher.type = "button";
    this.launcher.setAttribute("aria-haspopup", "dialog");
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.addEventListener("click", () => this.open());
    panel.addEventListener("close", () => {
      this.#opened(false);
      this.launcher?.focus();
    });
    const section = element("section", "", this.launcher, panel);
    section.setAttribute("aria-label", name);
    root.append(section);
  }

  /** @param {boolean} open */
  #opened(open) {
    if (!this.launcher || !this.memory) return;
    this.launcher.hidden = open;
    this.launcher.setAttribute("aria-expanded", String(open));
    this.memory.state.open = open;
    this.memory.save();
    this.#tell(open ? "open" : "close", {});
  }

  // --- small things ------------------------------------------------------------------------------------
  /** Escape closes; Tab stays inside while the panel is open. @param {KeyboardEvent} event */
  #keys(event) {
    if (!(this.panel instanceof HTMLDialogElement)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Tab") {
      const stops = [...this.panel.querySelectorAll("button, textarea, a[href], [tabindex='0']")].filter(
        (stop) => /** @type {HTMLElement} */ (stop).offsetParent !== null || stop === this.input);
      const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
      if (this.shadowRoot?.activeElement === edge) {
        event.preventDefault();
        /** @type {HTMLElement | undefined} */ (event.shiftKey ? stops.at(-1) : stops.at(0))?.focus();
      }
    }
  }

  /** @param {string} text */
  #announce(text) {
    if (!this.announcer) return;
    this.announcer.textContent = "";
    setTimeout(() => { if (this.announcer) this.announcer.textContent = text; }, 50);
  }

  /** The typed text goes once it is on its way, and comes back if it did not arrive.
   * @param {string} question @param {boolean} answered */
  #settle(question, answered) {
    if (!this.input) return;
    if (answered && this.input.value.trim() === question) this.input.value = "";
    else if (!answered && !this.input.value) this.input.value = question;
    this.#fit();
    this.#draft();
  }

  #draft() {
    if (!this.memory || !this.input) return;
    this.memory.state.draft = this.input.value;
    this.memory.save();
  }

  #fit() {
    if (!this.input) return;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`; // up to the max-height of the style sheet
  }

  /** @param {boolean} shown */
  #welcome(shown) {
    if (this.hello) this.hello.hidden = !shown;
    if (this.head && this.full) this.head.hidden = shown; // there is nothing to start anew yet
  }

  async #showExamples() {
    if (!this.examples || !this.service || this.examples.childElementCount || this.hello?.hidden) return;
    if (this.options.examples === "off" || this.querySelector("a[data-question]")) return;
    for (let attempt = 0; attempt < EXAMPLE_TRIES && this.isConnected; attempt += 1) {
      try {
        const options = await this.service.examples();
        if (options.length) this.examples.replaceChildren(optionList(options, (question) => this.ask(question), "starter"));
        return;
      } catch (error) {
        const wait = /** @type {{waitSeconds?: number}} */ (error).waitSeconds;
        if (!wait) return; // not on its way up, or not reachable: the chat works without
      }
      await new Promise((resolve) => setTimeout(resolve, EXAMPLE_PAUSE_MS));
    }
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`tanyapasal:${name}`, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, TanyaPasal);

/** Puts a button with a panel on the page. @param {Options} options */
export function mount(options) {
  const made = /** @type {TanyaPasal} */ (document.createElement(NAME));
  made.options = options;
  document.body.append(made);
  return made;
}
