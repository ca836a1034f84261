import { hydroTotal, inStatistic, type Ledger } from '../../engine/accounting/ledger.ts';
import { bindingSections, sectionPrice } from '../../engine/attribution/section-price.ts';
import type { Case } from '../../engine/case/case.ts';
import { scaleOf } from '../../engine/cascade/scale.ts';
import type { StudyDeps, Watch } from '../base/ports.ts';
import type { SectionCheck } from './causes.ts';
import { ratio } from '../run/run-result.ts';
import { runWorlds } from '../run/run-worlds.ts';
import { deriveCase } from '../../engine/case/derive-case.ts';

/** Of a large system (`Scale.power`). */
const STEP_MW = 1;
/** Costs are told apart down to this share of the sum of absolute cost terms. */
const TOLD_APART = 1e-7;

/** The case with one section's limit raised by so many MW all through. */
function wider(c: Case, section: number, more: number): Case {
  const limit = c.sections.limit.map((mw, at) => (Math.floor(at / c.hours) === section ? mw + more : mw));
  return deriveCase(c, { section, more }, { sections: { ...c.sections, limit } });
}

/**
 * Cross-check of what sections cost: every section that binds in a world gets a little more (one MW in a large system),
 * and what that changes, once curtailed energy and once cost, stands beside its hours at the limit (one MW cannot save
 * more than that many MWh) and beside its shadow price.
 */
export async function sectionChecks(
  deps: StudyDeps,
  world: SectionCheck['world'],
  base: Ledger,
  watch: Watch,
): Promise<SectionCheck[]> {
  const sections = bindingSections(base);
  const step = STEP_MW * scaleOf(base.case).power;
  const raised = await runWorlds(
    deps,
    sections.map((section) => wider(base.case, section, step)),
    watch,
  );
  return sections.map((section, at) => {
    const { hoursAtLimit, yuanPerMw, hoursRead } = sectionPrice(base, section);
    const saved = (of: (ledger: Ledger) => number): number => (of(base) - of(raised[at])) / step;
    const cost = saved((ledger) => ledger.outcome.upperBound);
    const told = hoursRead > 0 && Math.abs(cost * step) > TOLD_APART * base.outcome.absoluteCost;
    return {
      section: base.case.sections.ids[section],
      world,
      step_mw: step,
      hours_at_limit: hoursAtLimit,
      curtailed_less_mwh_per_mw: saved((ledger) => hydroTotal(ledger, inStatistic).curtailed),
      all_spill_less_mwh_per_mw: saved((ledger) => hydroTotal(ledger).curtailed),
      cost_less_yuan_per_mw: cost,
      shadow_price_yuan_per_mw: hoursRead > 0 ? yuanPerMw : null,
      hours_with_price: hoursRead,
      shadow_price_over_cost: told ? ratio(yuanPerMw, cost) : null,
    };
  });
}
