/** Made by the server: the words that pages and widget share. */
declare const wording: {
  verdicts: Record<string, string> & { match: string };
  statuses: Record<string, string>;
  sources: Record<string, string>;
  titles: Record<string, string> & { answer: string; helpdesk: string; noted: string; mended: string; more: string; contact: string };
  limits: { question: string };
};
export default wording;
