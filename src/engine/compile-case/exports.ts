import { hourOfDay, monthOf, yearOf } from '../../system/calendar.ts';
import { instantOf, measureEnd, measureStart, quantityOf } from '../../system/measure.ts';
import type { Model, Row } from '../../system/model.ts';
import type { Scenario } from '../../system/scenario.ts';
import type { ExportGroups, Exports } from './case.ts';
import { hourClasses, zonesOf } from './plants.ts';
import type { Season } from './season.ts';
import { byClass, withinRating } from './within-rating.ts';

/** By hour class, MW, and the share of it that is contract. */
interface Schedule { readonly mw: readonly number[]; readonly contractShare: number }

/** Schedules by the hour: the most a receiver accepts and the contract part of it, MW, by the scenario's export rule; lines of a group accept the sum of theirs together. */
export function compileExports(model: Model, scenario: Scenario, season: Season): Exports {
  const rows = model.tables.exports;
  const hours = season.days * 24;
  const classes = hourClasses(model);
  const tables = rows.map((row) => byMonth(model, scenario, row, classes));
  const services = rows.map((row) => inService(row, scenario));
  const groups = [...new Set(rows.flatMap((row) => row.group ?? []))];
  const of = Int32Array.from(rows, (row) => (row.group === undefined ? -1 : groups.indexOf(row.group)));
  const [contract, most] = [new Float64Array(rows.length * hours), new Float64Array(rows.length * hours)];
  const [groupContract, groupMost] = [new Float64Array(groups.length * hours), new Float64Array(groups.length * hours)];
  for (let t = 0; t < hours; t++) {
    const hour = season.start + t;
    const k = classes[hourOfDay(hour)];
    const running = rows.flatMap((_, e) => (hour >= services[e].from && hour < services[e].to ? [e] : []));
    for (const e of running) {
      if (of[e] >= 0) continue;
      const { mw, contractShare } = tables[e](hour, services[e].mean, true);
      most[e * hours + t] = mw[k];
      contract[e * hours + t] = mw[k] * contractShare;
    }
    groups.forEach((_, g) => {
      const lines = running.filter((e) => of[e] === g);
      const { total, share } = together(lines.map((e) => tables[e](hour, services[e].mean, false)), lines.map((e) => rows[e].rated_mw), classes);
      groupMost[g * hours + t] = total[k];
      groupContract[g * hours + t] = total[k] * share;
      for (const e of lines) {
        most[e * hours + t] = total[k] > 0 ? Math.min(rows[e].rated_mw, total[k]) : 0;
        contract[e * hours + t] = most[e * hours + t] * share;
      }
    });
  }
  const shared: ExportGroups = { ids: groups, of, contract: groupContract, most: groupMost };
  return {
    ids: rows.map((r) => r.id), zone: zonesOf(rows, model), contract, most, rated: Float64Array.from(rows, (r) => r.rated_mw), ramp: Float64Array.from(rows, (r) => r.ramp_mw_per_h),
    loss: Float64Array.from(rows, (r) => r.loss_share), surplusPrice: Float64Array.from(rows, (r) => r.surplus_yuan_per_mwh), ...(groups.length > 0 && { groups: shared }),
  };
}

/** The sum of schedules within the sum of ratings, and the share of contract in it. */
function together(schedules: readonly Schedule[], ratings: readonly number[], classes: Int32Array): { readonly total: readonly number[]; readonly share: number } {
  const sum = [0, 1, 2].map((k) => schedules.reduce((mw, one) => mw + one.mw[k], 0));
  const [all, contract] = [schedules.reduce((mw, one) => mw + one.mw[1], 0), schedules.reduce((mw, one) => mw + one.mw[1] * one.contractShare, 0)];
  return { total: withinRating(sum, classes, ratings.reduce((mw, one) => mw + one, 0)), share: all > 0 ? contract / all : 0 };
}

/** Schedules change from month to month, but for measures. */
function byMonth(model: Model, scenario: Scenario, row: Row<'exports'>, classes: Int32Array): (hour: number, serviceMean: number | null, rated: boolean) => Schedule {
  const measures = scenario.measures.filter((m) => m.type === 'export-schedule').filter((m) => m.export === row.id);
  const own = new Map(model.tables.export_schedule.filter((r) => r.export === row.id).map((r) => [r.year * 12 + r.month, r]));
  const known = new Map<number, Schedule>();
  return (hour, serviceMean, rated) => {
    const key = yearOf(hour) * 12 + monthOf(hour);
    const found = measures.length > 0 ? undefined : known.get(key);
    if (found) return found;
    const stated = own.get(key);
    const ratios = stated ? [stated.peak_ratio, stated.flat_ratio, stated.valley_ratio] : [1, 1, 1];
    let mean = serviceMean ?? stated?.mean_mw ?? 0;
    let share = stated?.contract_share ?? 0.85;
    for (const m of measures) if (hour >= measureStart(m, scenario) && hour < measureEnd(m)) { mean = quantityOf(m.mean, 'power'); share = m.contract_share ?? share; }
    const asked = byClass(mean, ratios, classes);
    const schedule = { mw: rated ? withinRating(asked, classes, row.rated_mw) : asked, contractShare: contractShare(row, scenario, share) };
    known.set(key, schedule);
    return schedule;
  };
}

function inService(row: Row<'exports'>, scenario: Scenario): { from: number; to: number; mean: number | null } {
  let from = instantOf(row.commissioned);
  let to = row.retired === undefined ? Infinity : instantOf(row.retired);
  let mean: number | null = null;
  for (const m of scenario.measures) {
    if (m.type !== 'line-in-service' || m.export !== row.id) continue;
    from = measureStart(m, scenario);
    to = measureEnd(m);
    mean = m.size === undefined ? mean : quantityOf(m.size, 'power');
  }
  return { from, to, mean };
}

function contractShare(row: Row<'exports'>, scenario: Scenario, share: number): number {
  if (scenario.export_rule === 'all-fixed') return 1;
  if (scenario.export_rule === 'all-free' || row.kind === 'surplus') return 0;
  return share;
}
