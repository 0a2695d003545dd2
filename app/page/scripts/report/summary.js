// What a set of answers comes to: counts, the spread of risks, the worst, and what to do about it.

import { VERDICTS, counted, roles } from "../words.js";

const BINS = 20;

const TO_DO = {
  sale: "Move the offers to a list that people signed up to, and keep the news here.",
  wage: "Ask for the favour without the pay, or call it a job where jobs are looked for.",
  ledger: "Drop the reckoning: no bills, fines or “you owe me”. Share a joint cost at cost, said beforehand.",
  reach: "Stop asking for shares, stars and reviews. Give something that they would pass on by themselves.",
  lead: "Don’t prospect here. Answer those who ask.",
  price_tag: "Leave the sum out of the kindness.",
  disguise: "Say plainly what you gain, or leave the pitch out.",
};

/** Put rows `{post, answer?, error?}` into figures. */
export function summary(rows) {
  const read = rows.filter(({ answer }) => answer);
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, read.filter(({ answer }) => answer.verdict === verdict).length]),
  );
  return {
    read: read.length,
    unread: rows.length - read.length,
    counts,
    spread: spread(read),
    worst: byRisk(read)
      .filter(({ answer }) => answer.verdict !== "clear")
      .slice(0, 10),
    toDo: toDo(read, counts),
  };
}

/** Order rows by flip risk, the highest first; rows that could not be read come last. */
export function byRisk(rows) {
  return [...rows].sort((a, b) => (b.answer?.flip_risk ?? -1) - (a.answer?.flip_risk ?? -1) || a.index - b.index);
}

/** The act that weighs most in an answer, or none. */
export function leadingCue(answer) {
  return (answer.cues.find(({ cue }) => cue !== "disguise") ?? answer.cues[0])?.cue ?? null;
}

function spread(read) {
  const bins = Array.from({ length: BINS }, () => ({ clear: 0, review: 0, flip: 0 }));
  for (const { answer } of read) bins[Math.min(Math.floor(answer.flip_risk * BINS), BINS - 1)][answer.verdict] += 1;
  return bins;
}

function toDo(read, counts) {
  const harmful = read.filter(({ answer }) => answer.verdict !== "clear");
  if (!harmful.length) return ["Nothing needs to be changed before these readers."];
  const byCue = new Map();
  for (const { answer } of harmful) {
    const cue = leadingCue(answer);
    if (cue) byCue.set(cue, (byCue.get(cue) ?? 0) + 1);
  }
  const cues = [...byCue].sort((a, b) => b[1] - a[1]);
  const first = counts.flip
    ? `Start with the ${counted(counts.flip, "post")} that ${counts.flip === 1 ? "flips" : "flip"}; the worst are listed above.`
    : "None flips. Look over those worth a second look.";
  return [
    first,
    ...cues.map(
      ([cue, number]) =>
        `${counted(number, "post makes", "posts make")} ${roles(cue)} of your readers. ${TO_DO[cue] ?? ""}`,
    ),
  ];
}
