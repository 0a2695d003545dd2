// Check texts and Markdown with the package gramma; prints what came of it.
//
// gramma_check.mjs ADDRESS FLIP HARMLESS
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The package lies where this runs, not where it was written.
const here = createRequire(pathToFileURL(`${process.cwd()}/`));
const gramma = here("gramma");

const [address, flip, harmless] = process.argv.slice(2);

async function check(text, path = "/v2/check", options = {}) {
  const result = await gramma.check(text, { api_url: `${address}${path}`, language: "en-GB", ...options });
  return result.matches.map((match) => ({
    rule: match.rule.id,
    word: match.word,
    marked: text.slice(match.offset, match.offset + match.length),
    replacements: match.replacements.map((each) => each.value),
  }));
}

const markdown = `# Village 🎉\n\n- **So good** to see everyone on Saturday!\n\n${flip.replace("candle shop", "[candle shop](https://candles.example)")}\n`;

const done = {
  flip: await check(`🕯 ${flip}`),
  harmless: await check(harmless),
  markdown: await check(markdown, "/v2/check", { markdown: true }),
  market: await check(flip, "/for/market/v2/check"),
  refusal: await check(flip, "/v2/check", { language: "de-DE" }).catch((error) => error.message),
};
process.stdout.write(JSON.stringify(done));
