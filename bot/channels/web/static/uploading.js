/* Says before sending that a file is too large, and while it is sent that it is. The server checks it all the same. */

for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-most]"))) {
  const most = Number(input.dataset.most);
  const button = input.form?.querySelector("button");
  input.addEventListener("change", () => {
    const size = input.files?.[0]?.size ?? 0;
    input.setCustomValidity(size > most ? `Berkas paling besar ${Math.floor(most / 1048576)} MB.` : "");
    input.reportValidity();
  });
  input.form?.addEventListener("submit", () => {
    if (button) {
      button.textContent = "Sedang diperiksa…";
      button.setAttribute("aria-disabled", "true");
    }
  });
  window.addEventListener("pageshow", () => {
    if (button) {
      button.textContent = "Periksa";
      button.removeAttribute("aria-disabled");
    }
  });
}

const report = document.getElementById("report-title");
if (report) {
  report.focus();
  report.scrollIntoView({ block: "start" });
}
