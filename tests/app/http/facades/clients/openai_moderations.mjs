// Ask for moderations with the npm package openai; prints what it gives.
// openai_moderations.mjs ADDRESS TEXT HARMLESS
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The package lies where this runs, not where it was written.
const here = createRequire(pathToFileURL(`${process.cwd()}/`));
const { OpenAI } = await import(pathToFileURL(here.resolve("openai")).href);

const [address, text, harmless] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: "any" });
const answer = await client.moderations.create({ input: [text, harmless], model: "flipguard:social" });
const models = [];
for await (const model of client.models.list()) models.push(model.id);
const refusal = await client.moderations.create({ input: text, model: "gpt-9" }).catch((error) => error);

process.stdout.write(
  JSON.stringify({
    flagged: answer.results.map((result) => result.flagged),
    flip: answer.results[0].category_scores.flip,
    models,
    refusal: { kind: refusal.constructor.name, status: refusal.status, code: refusal.code, param: refusal.param },
  }),
);
