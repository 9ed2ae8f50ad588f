/* <script src="https://host/widget.js" data-site="…" async></script>: puts the chat on any page.
   A classic script, so that it runs everywhere and needs no CORS; the rest are modules beside it. Its one global
   name is TanyaPasal. Until the modules are there, calls wait. */
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script || "TanyaPasal" in window) return;
  const options = { ...script.dataset };
  const site = options.site || "-";
  const element = new URL(`widget/${encodeURIComponent(site)}/element.js`, script.src).href;

  const ready = (async () => {
    if (document.readyState === "loading") {
      await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
    }
    const { mount } = await import(element);
    return mount(options);
  })();
  ready.catch((error) => {
    console.error(
      `TanyaPasal: widget tidak dapat dimuat dari ${script.src}. Periksa data-site, daftar asal situs di ` +
        "TANYAPASAL_SITES, dan script-src di Content-Security-Policy halaman ini.", error);
    document.dispatchEvent(new CustomEvent("tanyapasal:error", { detail: { message: String(error) } }));
  });

  /** @param {string} name @returns {(...given: unknown[]) => Promise<unknown>} */
  const later = (name) => (...given) => ready.then((chat) => chat[name](...given));
  const api = {
    ready,
    open: later("open"),
    close: later("close"),
    toggle: later("toggle"),
    ask: later("ask"),
    restart: later("restart"),
    /** @param {string} event @param {(detail: unknown) => void} listener @returns {() => void} to stop listening */
    on(event, listener) {
      const heard = (/** @type {Event} */ e) => listener(/** @type {CustomEvent} */ (e).detail);
      document.addEventListener(`tanyapasal:${event}`, heard);
      return () => document.removeEventListener(`tanyapasal:${event}`, heard);
    },
  };
  Object.defineProperty(window, "TanyaPasal", { value: Object.freeze(api) });
})();
