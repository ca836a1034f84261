import { dirname } from 'node:path';
import { InvalidInput, problem } from "../../system/problem.js";
import { problemsOf } from "../../system/zod-problems.js";
import { ensembleFields, ensembleOptions } from "../api/requests.js";
import { namedFiles } from "./beside-argument.js";
import { asOption } from "./run-options.js";
import { readScenarios } from "./scenario-argument.js";
/** Options checked by the schema that the API uses; none where no draws are asked for. */
export function readEnsembleOptions({ draws, seed, drawSize, drawOutage, control, stopWidth }) {
    const typed = { draws, seed, control, stop_width_gwh: stopWidth };
    const given = Object.fromEntries([...Object.entries(typed).filter(([, text]) => text !== undefined).map(([name, text]) => [name, numberOf(text)]), ...(drawSize ? [['draw_size', true]] : []), ...(drawOutage ? [['draw_outage', true]] : [])]);
    if (Object.keys(given).length === 0)
        return undefined;
    if (draws === undefined)
        throw new InvalidInput([noDraws(Object.keys(given)[0])]);
    const parsed = ensembleFields.safeParse(given);
    if (parsed.success)
        return ensembleOptions(parsed.data);
    throw new InvalidInput(problemsOf(parsed.error, given, ensembleFields).map((found) => asOption({ ...found, path: found.path.replace('_gwh', '') })));
}
/** The same with the scenarios whose places are drawn, found beside the counterfactual. */
export async function withPlaces(ensemble, { places }, counterfactual) {
    if (places === undefined)
        return ensemble;
    if (ensemble === undefined)
        throw new InvalidInput([noDraws('places')]);
    const given = await readScenarios(await namedFiles(places, { option: '--places', folder: dirname(counterfactual), what: 'scenario', code: 'place' }));
    return { ...ensemble, places: given.map(({ scenario }) => scenario) };
}
/** A number, or the text itself, so that the problem shows what was typed. */
const numberOf = (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text));
const noDraws = (name) => problem('missing-option', '--draws', null, 'a number of draws', `--${name.replace('_gwh', '').replaceAll('_', '-')} is an option of an ensemble, which needs --draws`, 'add --draws 100, or leave the option out');
