import { join } from 'node:path';
import { writeCalibration } from "../../io/calibration-files.js";
import { backcastYears } from "../../study/backcast-years.js";
import { calibrate, calibrationYears } from "../../study/calibrate.js";
import { orThrow } from "../../system/problem.js";
import { calibrateText } from "./calibrate-text.js";
import { givenModel } from "./model-argument.js";
import { predictCommand } from "./predict.js";
import { progressDisplay } from "./progress-display.js";
import { withStudy } from "./study-session.js";
/** `spillway calibrate MODEL`: fits the free numbers; stores nothing unless asked to. */
export async function calibrateCommand(argument, flags, context) {
    if (flags.predict !== undefined)
        return predictCommand(argument, flags.predict, flags, context);
    const { lang, write = false, variants = false, infer = false } = flags;
    const { signal } = context;
    const { id, models, scenarios: library } = await givenModel(argument);
    return withStudy(models, context, async ({ deps, scenarios: known }) => {
        const model = orThrow(await deps.models.model(id));
        const scenarios = await backcastYears(model, calibrationYears(model), async (name) => (await known.find(name))?.document ?? null);
        const progress = progressDisplay();
        try {
            const result = await calibrate(deps, { model: id, scenarios, variants, inferOnly: infer }, { signal, onProgress: progress.show });
            progress.end();
            const files = write ? await writeCalibration(join(models, id), model.tables, result) : [];
            return { document: result, text: calibrateText(result, files, lang), exitCode: 0 };
        }
        finally {
            progress.end();
        }
    }, { scenarios: library });
}
