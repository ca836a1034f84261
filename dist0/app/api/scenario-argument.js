import { unknownScenario } from "../../io/scenario-library.js";
import { InvalidInput, invalid, valid } from "../../system/problem.js";
/** The scenarios a request names or spells out, or all that is wrong with any of them. */
export async function scenariosOf(services, given) {
    const read = await Promise.all(Object.entries(given).map(async ([field, argument]) => ({ field, checked: await one(services, field, argument) })));
    const problems = read.flatMap(({ checked }) => (checked.ok ? [] : checked.problems));
    if (problems.length > 0)
        throw new InvalidInput(problems);
    return Object.fromEntries(read.flatMap(({ field, checked }) => (checked.ok ? [[field, checked.value]] : [])));
}
async function one({ scenarios }, field, argument) {
    if (typeof argument === 'string') {
        const entry = await scenarios.find(argument);
        return entry ? valid(entry.document) : invalid([unknownScenario(field, argument)]);
    }
    const checked = await scenarios.read(argument);
    return checked.ok ? checked : invalid(checked.problems.map((p) => under(field, p)));
}
const under = (field, found) => ({ ...found, path: found.path === '' ? field : `${field}.${found.path}` });
