import { assumptionsOf } from '../../system/model/assumptions.ts';
import { monthOf, yearOf } from '../../system/words/calendar.ts';
import type { Model, Row } from '../../system/model/model.ts';
import { serviceSpan } from '../../system/tables/dated-rows.ts';
import type { ResolvedScenario } from '../../system/scenario/resolved-scenario.ts';
import type { ExportGroups, Exports } from '../case/case.ts';
import { hourClasses, zonesOf } from './plants.ts';
import type { Season } from './season.ts';
import { byClass, withinRating } from './within-rating.ts';

/** By hour class, MW, and the share of it that is contract. */
interface Schedule {
  readonly mw: readonly number[];
  readonly contractShare: number;
}

/**
 * Schedules by the hour: the most a receiver accepts and the contract part of it, MW, by the scenario's export rule;
 * lines of a group accept the sum of theirs together.
 */
export function compileExports(model: Model, scenario: ResolvedScenario, season: Season): Exports {
  const rows = model.tables.exports;
  const hours = season.days * 24;
  const classes = hourClasses(model);
  const lines = rows.map((row) => lineOf(model, scenario, row));
  const groups = [...new Set(rows.flatMap((row) => row.group ?? []))];
  const of = Int32Array.from(rows, (row) => (row.group === undefined ? -1 : groups.indexOf(row.group)));
  const [contract, most] = [new Float64Array(rows.length * hours), new Float64Array(rows.length * hours)];
  const [groupContract, groupMost] = [new Float64Array(groups.length * hours), new Float64Array(groups.length * hours)];
  for (const { from, to } of spellsOf(lines, season)) {
    const hour = season.start + from;
    const running = rows.flatMap((_, e) => (hour >= lines[e].from && hour < lines[e].to ? [e] : []));
    for (const e of running) {
      if (of[e] >= 0) continue;
      const { mw, contractShare } = scheduleAt(lines[e], hour, scenario, classes, true);
      write(e, from, to, (k) => mw[k], contractShare);
    }
    groups.forEach((_, g) => {
      const own = running.filter((e) => of[e] === g);
      const { total, share } = together(
        own.map((e) => scheduleAt(lines[e], hour, scenario, classes, false)),
        own.map((e) => rows[e].rated_mw),
        classes,
      );
      for (let t = from; t < to; t++) {
        const mw = total[classes[t % 24]];
        groupMost[g * hours + t] = mw;
        groupContract[g * hours + t] = mw * share;
      }
      for (const e of own) write(e, from, to, (k) => (total[k] > 0 ? Math.min(rows[e].rated_mw, total[k]) : 0), share);
    });
  }
  const shared: ExportGroups = { ids: groups, of, contract: groupContract, most: groupMost };
  return {
    ids: rows.map((r) => r.id),
    zone: zonesOf('exports', rows, model),
    contract,
    most,
    rated: Float64Array.from(rows, (r) => r.rated_mw),
    ramp: Float64Array.from(rows, (r) => r.ramp_mw_per_h),
    loss: Float64Array.from(rows, (r) => r.loss_share),
    surplusPrice: Float64Array.from(rows, (r) => r.surplus_yuan_per_mwh),
    ...(groups.length > 0 && { groups: shared }),
  };

  function write(e: number, from: number, to: number, mw: (hourClass: number) => number, contractShare: number): void {
    const byClassOfHour = [0, 1, 2].map(mw);
    for (let t = from; t < to; t++) {
      most[e * hours + t] = byClassOfHour[classes[t % 24]];
      contract[e * hours + t] = most[e * hours + t] * contractShare;
    }
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A line: when it is in service, its mean where a measure gives one, what measures say of its schedule, and its
 * schedules by month (`year * 12 + month`).
 */
interface Line extends Span {
  readonly row: Row<'exports'>;
  readonly mean: number | null;
  readonly changes: readonly (Span & { readonly mean: number; readonly contractShare: number | undefined })[];
  readonly stated: ReadonlyMap<number, Row<'export_schedule'>>;
  /** contract part of a month that no row states, 1 */
  readonly usualShare: number;
}

const lineOf = (model: Model, scenario: ResolvedScenario, row: Row<'exports'>): Line => ({
  row,
  ...inService(row, scenario),
  changes: scenario.measures.flatMap((m) =>
    m.type === 'export-schedule' && m.export === row.id
      ? [
          {
            from: m.start,
            to: m.end,
            mean: m.mean,
            contractShare: m.contract_share,
          },
        ]
      : [],
  ),
  usualShare: assumptionsOf(model.tables)['contract-share'],
  stated: new Map(
    model.tables.export_schedule.filter((r) => r.export === row.id).map((r) => [r.year * 12 + r.month, r]),
  ),
});

/**
 * The season's days in parts in which no month, service or measure begins or ends, hours counted from its first
 * midnight.
 */
function spellsOf(lines: readonly Line[], { start, days }: Season): Span[] {
  const hours = days * 24;
  const ends = lines
    .flatMap(({ from, to, changes }) => [from, to, ...changes.flatMap((change) => [change.from, change.to])])
    .map((hour) => hour - start)
    .filter((t) => t > 0 && t < hours);
  const months = Array.from({ length: days }, (_, d) => d * 24).filter(
    (t) => t > 0 && monthOf(start + t) !== monthOf(start + t - 24),
  );
  const cuts = [...new Set([0, ...ends, ...months, hours])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, k) => ({ from: cuts[k], to }));
}

/** The sum of schedules within the sum of ratings, and the share of contract in it. */
function together(
  schedules: readonly Schedule[],
  ratings: readonly number[],
  classes: Int32Array,
): { readonly total: readonly number[]; readonly share: number } {
  const sum = [0, 1, 2].map((k) => schedules.reduce((mw, one) => mw + one.mw[k], 0));
  const [all, contract] = [
    schedules.reduce((mw, one) => mw + one.mw[1], 0),
    schedules.reduce((mw, one) => mw + one.mw[1] * one.contractShare, 0),
  ];
  return {
    total: withinRating(
      sum,
      classes,
      ratings.reduce((mw, one) => mw + one, 0),
    ),
    share: all > 0 ? contract / all : 0,
  };
}

/** Schedules change from month to month, but for measures. */
function scheduleAt(
  { row, mean: serviceMean, changes, stated: months, usualShare }: Line,
  hour: number,
  scenario: ResolvedScenario,
  classes: Int32Array,
  rated: boolean,
): Schedule {
  const stated = months.get(yearOf(hour) * 12 + monthOf(hour));
  const ratios = stated ? [stated.peak_ratio, stated.flat_ratio, stated.valley_ratio] : [1, 1, 1];
  let mean = serviceMean ?? stated?.mean_mw ?? 0;
  let share = stated?.contract_share ?? usualShare;
  for (const change of changes)
    if (hour >= change.from && hour < change.to) {
      mean = change.mean;
      share = change.contractShare ?? share;
    }
  const asked = byClass(mean, ratios, classes);
  return {
    mw: rated ? withinRating(asked, classes, row.rated_mw) : asked,
    contractShare: contractShare(row, scenario, share),
  };
}

function inService(row: Row<'exports'>, scenario: ResolvedScenario): { from: number; to: number; mean: number | null } {
  let { start: from, end: to } = serviceSpan(row);
  let mean: number | null = null;
  for (const m of scenario.measures) {
    if (m.type !== 'line-in-service' || m.export !== row.id) continue;
    from = m.start;
    to = m.end;
    mean = m.size ?? mean;
  }
  return { from, to, mean };
}

function contractShare(row: Row<'exports'>, scenario: ResolvedScenario, share: number): number {
  if (scenario.export_rule === 'all-fixed') return 1;
  if (scenario.export_rule === 'all-free' || row.kind === 'surplus') return 0;
  return share;
}
