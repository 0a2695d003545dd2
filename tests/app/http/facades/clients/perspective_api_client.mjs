// Score posts with the npm package perspective-api-client, whose requests are turned to another host; prints what it gives.
// perspective_api_client.mjs ADDRESS TEXT
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The packages lie where this runs, not where it was written.
const require = createRequire(pathToFileURL(`${process.cwd()}/`));
const Perspective = require("perspective-api-client");
const axios = require("axios");

const [address, text] = process.argv.slice(2);
axios.interceptors.request.use((asked) => ({
  ...asked,
  url: asked.url.replace("https://commentanalyzer.googleapis.com", address),
}));

const perspective = new Perspective({ apiKey: "any" });
const answer = await perspective.analyze(
  { comment: { text }, requestedAttributes: { FLIP: {}, FLIP_SALE: {} }, spanAnnotations: true },
  { stripHTML: false },
);
const listed = await perspective.analyze(text, { attributes: ["flip", "flip_reach"] });
const refusal = await perspective.analyze(text).catch((error) => error);

process.stdout.write(
  JSON.stringify({
    flip: answer.attributeScores.FLIP.summaryScore.value,
    phrases: answer.attributeScores.FLIP_SALE.spanScores.map(({ begin, end }) => text.slice(begin, end)),
    listed: Object.keys(listed.attributeScores),
    refusal: { kind: refusal.name, message: refusal.message, status: refusal.response.status },
  }),
);
