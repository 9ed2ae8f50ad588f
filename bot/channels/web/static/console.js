/* What the console is better with: local times, files checked before they are sent, the focus where something new
   stands. Without this module everything works; times are UTC then. */

const local = new Intl.DateTimeFormat("id-ID", { dateStyle: "medium", timeStyle: "short" });
for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[datetime]"))) {
  time.title = time.textContent ?? "";
  time.textContent = local.format(new Date(time.dateTime));
}

for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-most]"))) {
  const most = Number(input.dataset.most);
  const button = input.form?.querySelector("button");
  const name = button?.textContent ?? "";
  input.addEventListener("change", () => {
    const size = input.files?.[0]?.size ?? 0;
    input.setCustomValidity(size > most ? `Berkas paling besar ${Math.floor(most / 1048576)} MB.` : "");
    input.reportValidity();
  });
  input.form?.addEventListener("submit", () => { if (button) button.textContent = "Sedang diperiksa…"; });
  window.addEventListener("pageshow", () => { if (button) button.textContent = name; }); // back to this page
}

const fresh = /** @type {HTMLElement | null} */ (document.querySelector("[data-fresh]"));
if (fresh) {
  fresh.focus({ preventScroll: true });
  fresh.scrollIntoView({ block: "start" });
}
