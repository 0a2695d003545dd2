// The report as a file: CSV for a spreadsheet, HTML to read and to send on. Both are made here, in the browser.

import { percent, verdictWord } from "../words.js";
import { writeCsv } from "./csv.js";
import { byRisk, leadingCue } from "./summary.js";

/** Save rows as CSV. */
export function saveCsv(rows) {
  const head = ["row", "id", "relationship", "verdict", "flip_risk", "cue", "because", "error", "text"];
  const body = rows.map(({ index, post, answer, error }) => [
    index + 1,
    post.id ?? "",
    answer?.relationship ?? post.relationship ?? "",
    answer?.verdict ?? "",
    answer?.flip_risk ?? "",
    answer ? (leadingCue(answer) ?? "") : "",
    answer?.because ?? "",
    error?.detail ?? "",
    post.text,
  ]);
  save("flipguard-report.csv", "text/csv", `\ufeff${writeCsv([head, ...body])}`);
}

/** Save rows and their summary as one HTML page that needs nothing else. */
export function saveHtml(rows, figures, name) {
  const line = ({ index, post, answer, error }) =>
    `<tr><td>${index + 1}</td><td class="${answer?.verdict ?? ""}">${answer ? `${verdictWord(answer.verdict)}, ${percent(answer.flip_risk)}` : "not read"}</td><td>${safe(post.text)}</td><td>${safe(answer?.because ?? error?.detail ?? "")}</td></tr>`;
  const { clear, review, flip } = figures.counts;
  const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>FlipGuard report: ${safe(name)}</title>
<style>body{font:16px/1.5 Georgia,serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#282520;background:#fffdf8}table{border-collapse:collapse;width:100%}td,th{padding:.5rem .8rem .5rem 0;border-bottom:1px solid #dcd3c2;vertical-align:top;text-align:left}td:nth-child(3){white-space:pre-line}.flip{color:#a43826}.review{color:#85570a}.clear{color:#2c684c}</style>
<h1>FlipGuard report</h1><p>${safe(name)}: ${flip} flip, ${review} worth a second look, ${clear} clear, ${figures.unread} not read.</p>
<h2>What to do</h2><ul>${figures.toDo.map((one) => `<li>${safe(one)}</li>`).join("")}</ul>
<h2>All posts, the riskiest first</h2><table><thead><tr><th>Row</th><th>Verdict</th><th>Post</th><th>Why</th></tr></thead><tbody>${byRisk(rows).map(line).join("\n")}</tbody></table></html>
`;
  save("flipguard-report.html", "text/html", page);
}

function safe(text) {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
