import { hydroTotal, inStatistic } from "../engine/accounting/ledger.js";
import { priceOfForesight } from "../engine/accounting/price-of-foresight.js";
import { gwh } from "./run-result.js";
export const NOT_ASKED = { price_of_foresight_yuan: { reference: null, counterfactual: null }, known_water_curtailed_gwh: null };
/** Reference first, of what was planned with forecasts and of what knew. */
export function knownFigures(forecast, known) {
    const [reference, counterfactual] = known.map((ledger) => gwh(hydroTotal(ledger, inStatistic).curtailed));
    return {
        price_of_foresight_yuan: { reference: priceOfForesight(forecast[0], known[0]), counterfactual: priceOfForesight(forecast[1], known[1]) },
        known_water_curtailed_gwh: { reference, counterfactual, delta: counterfactual - reference },
    };
}
