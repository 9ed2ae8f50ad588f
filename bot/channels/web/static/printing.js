/* A button that prints, where scripts run; elsewhere the browser's own command does. */

for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Cetak halaman ini";
  button.addEventListener("click", () => window.print());
  place.append(button);
}
