/* A button for every text that is made to be copied. Without this module people select the text themselves. */

for (const area of /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("textarea.copy"))) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Salin";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  const acts = document.createElement("p");
  acts.className = "acts";
  acts.append(button, told);
  area.after(acts);
  button.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      area.select(); // so that Ctrl+C does it
      done = document.execCommand("copy");
    }
    told.textContent = done ? "Tersalin." : "Teks sudah dipilih; tekan Ctrl+C untuk menyalin.";
    setTimeout(() => { told.textContent = ""; }, 4000);
  });
}
