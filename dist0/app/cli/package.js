import { dirname, join } from 'node:path';
import { InvalidInput } from "../../system/problem.js";
import { refuse } from "./answer.js";
import { namedFiles } from "./beside-argument.js";
import { packageText } from "./package-text.js";
import { timedRead } from "./read-timed.js";
import { readRunOptions } from "./run-options.js";
import { sameModels } from "./same-models.js";
import { ask, withStudy } from "./study-session.js";
import { unexpected } from "./unexpected.js";
/** `spillway package SCENARIO --with A,B,C`: what counter-measures recover of a scenario's curtailment. */
export async function packageCommand(path, flags, context) {
    const paths = await namedFiles(flags.with, { option: '--with', folder: join(dirname(path), 'measures'), what: 'counter-measure', code: 'countermeasure' });
    const { given: [base, ...given], loadMs } = await timedRead([path, ...paths]);
    const differ = given.flatMap((one) => sameModels(base, one) ?? []);
    if (differ.length > 0)
        return refuse(differ);
    const request = { kind: 'package', scenario: base.scenario, package: { with: given.map((one) => one.scenario) }, options: readRunOptions(flags, base.scenario) };
    const { result } = await withStudy(base.models, context, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context)).catch(asTyped);
    if (result.schema !== 'spillway/package@1')
        throw unexpected(result.schema);
    return { document: result, text: packageText(result, flags.lang), exitCode: 0 };
}
/** Problems of the package name the option. */
function asTyped(error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.problems.map((found) => (/^with\b/.test(found.path) ? { ...found, path: `--${found.path}` } : found))) : error;
}
