import { ensembleOptions } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
/** The ensemble that a request asks for, with the scenarios whose places it names; `field` is where the request holds it. */
export async function ensembleAsked(services, asked, field = '') {
    const named = (asked.places ?? []).map((place, i) => [`${field}places[${i}]`, place]);
    const found = await scenariosOf(services, Object.fromEntries(named));
    return { ...ensembleOptions(asked), ...(named.length > 0 && { places: named.map(([path]) => found[path]) }) };
}
