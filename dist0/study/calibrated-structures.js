import { structuralVariants } from "../system/structure.js";
const AS_FITTED = { id: 'as-fitted', name: { en: 'The model as it stands', zh: '模型现有结构' } };
export async function withStructures({ models }, pair) {
    const fit = await models.fit?.(pair.model.id) ?? null;
    return { ...pair, structures: fit === null ? [] : calibratedStructures(pair.model, fit) };
}
/** Structures that the model declares and the fit holds values of, for numbers that the model has. */
function calibratedStructures(model, fit) {
    const known = new Set(model.tables.calibration.map((row) => row.parameter));
    const others = structuralVariants(model).flatMap(({ variant, name_en: en, name_zh: zh }) => {
        const found = fit.structures?.variants.find((one) => one.variant === variant);
        return found ? [{ id: variant, name: { en, zh }, values: Object.fromEntries(Object.entries(found.values).filter(([parameter]) => known.has(parameter))), headline: found.headline ?? null }] : [];
    });
    return others.length === 0 ? [] : [{ ...AS_FITTED, values: {}, headline: fit.headline?.fitted ?? null }, ...others];
}
