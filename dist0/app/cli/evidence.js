import { loadModelFolder } from "../../io/model-files.js";
import { join } from 'node:path';
import { evidence } from "../../study/evidence.js";
import { InvalidInput, orThrow } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
import { evidenceAsked, evidenceQuery } from "../api/requests.js";
import { evidenceText } from "./evidence-text.js";
import { givenModel } from "./model-argument.js";
import { asOption } from "./run-options.js";
/** `spillway evidence [MODEL]`: what the fall of the hash rate says about the size of the load. */
export async function evidenceCommand(argument, { lang, hashRate, efficiency, pue, share, claim, draws, seed }) {
    const given = Object.fromEntries(Object.entries({ hash_rate: hashRate, efficiency, pue, share, claim, draws, seed }).filter(([, value]) => value !== undefined));
    const parsed = evidenceQuery.safeParse(given);
    if (!parsed.success)
        throw new InvalidInput(problemsOf(parsed.error, given, evidenceQuery).map(asOption));
    const { id, models } = await givenModel(argument);
    const result = evidence(orThrow(await loadModelFolder(join(models, id))), evidenceAsked(parsed.data));
    return { document: result, text: evidenceText(result, lang), exitCode: 0 };
}
