import { timedRead } from "./read-timed.js";
import { readRunOptions } from "./run-options.js";
import { runText } from "./run-text.js";
import { ask, withStudy } from "./study-session.js";
import { unexpected } from "./unexpected.js";
/** `spillway run SCENARIO`: one case. */
export async function runCommand(path, flags, context) {
    const { given: [{ scenario, models }], loadMs } = await timedRead([path]);
    const request = { kind: 'run', scenario, options: readRunOptions(flags, scenario) };
    const { result } = await withStudy(models, context, (composed) => ask(composed, request, { cache: flags.cache, loadMs }, context), { few: 1 });
    if (result.schema !== 'spillway/run@1')
        throw unexpected(result.schema);
    return { document: result, text: runText(result, flags.lang), exitCode: 0 };
}
