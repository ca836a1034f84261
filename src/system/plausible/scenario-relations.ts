import type { Tables } from '../model/model.ts';
import type { ResolvedScenario } from '../scenario/resolved-scenario.ts';
import type { Span } from '../quantities/quantities.ts';
import { ownFinding, relationFinding, type Finding } from './finding.ts';
import { membersMw } from './power-relations.ts';
import { QUANTITIES } from '../quantities/quantities.ts';
import { scenarioValues, type ScenarioValue } from './scenario-values.ts';
import { systemSize } from './system-size.ts';
import type { Unit } from '../quantities/slips.ts';

interface Standard {
  readonly other: number;
  readonly what: string;
  readonly what_zh: string;
  readonly usual: Span;
  readonly unit: Unit;
}

/**
 * Figures of a scenario beside those of its model: a load beside the highest, a limit beside that of its section,
 * storage in hours of its power.
 */
export function scenarioRelations(scenario: ResolvedScenario, tables: Tables): Finding[] {
  const size = systemSize(tables);
  return scenarioValues(scenario).flatMap((value) => {
    const standard = standardOf(value, scenario, tables, size.peak);
    const finding = standard && relationFinding({ path: value.path, value: value.number, ...standard });
    return [
      ...(finding ? [{ ...finding, value: value.written }] : []),
      ...weights(value, scenario),
      ...hours(value, scenario),
    ];
  });
}

const at = (value: ScenarioValue): number => Number(/^measures\[(\d+)\]/.exec(value.path)?.[1] ?? -1);
const byId = <R extends { readonly id: string }>(rows: readonly R[], id: string): R | undefined =>
  rows.find((row) => row.id === id);
const mw = (other: number | undefined, what: string, whatZh: string, usual: Span): Standard => ({
  other: other ?? NaN,
  what: `${what}, MW`,
  what_zh: `${whatZh}（兆瓦）`,
  usual,
  unit: 'MW',
});

function standardOf(
  value: ScenarioValue,
  { measures, initial_storage: initial }: ResolvedScenario,
  tables: Tables,
  peak: number,
): Standard | null {
  const measure = measures[at(value)];
  if (value.field === 'loads[].size') return mw(peak, 'the highest load of the model', '模型的最大负荷', [0.0004, 1.2]);
  if (value.field === 'initial_storage[].storage_hm3') {
    const one = initial[Number(/\[(\d+)\]/.exec(value.path)?.[1])];
    return {
      other: byId(tables.stations, one.station)?.usable_storage_hm3 ?? NaN,
      what: 'the usable storage of the station',
      what_zh: '该站调节库容',
      usual: [0.002, 1],
      unit: 'hm3',
    };
  }
  switch (measure?.type) {
    case 'remove-load':
    case 'add-load':
      return value.field.endsWith('.size')
        ? mw(peak, 'the highest load of the model', '模型的最大负荷', [0.0004, 1.2])
        : null;
    case 'line-in-service':
      return mw(byId(tables.exports, measure.export)?.rated_mw, 'the rating of the line', '该通道额定容量', [0.02, 1]);
    case 'export-schedule':
      return value.field.endsWith('.mean')
        ? mw(byId(tables.exports, measure.export)?.rated_mw, 'the rating of the line', '该通道额定容量', [0.005, 1])
        : null;
    case 'section-limit':
      return mw(
        membersMw(tables, measure.section),
        'what the lines of the section carry together',
        '该断面各线路合计',
        [0.005, 3],
      );
    case 'outage':
      return mw(
        byId(tables.stations, measure.station)?.capacity_mw,
        'the capacity of the station',
        '该站装机',
        [0.005, 1],
      );
    case 'minimum-output':
      return mw(byId(tables.thermal, measure.thermal)?.capacity_mw, 'the capacity of the plant', '该厂装机', [0.01, 1]);
    case 'add-storage':
      return value.field.endsWith('.power')
        ? mw(peak, 'the highest load of the model', '模型的最大负荷', [0.00005, 1.5])
        : null;
    default:
      return null;
  }
}

/** Weights of places are fractions, or percent, or MW; not some of one and some of another. */
function weights({ path, field, number }: ScenarioValue, { loads }: ResolvedScenario): Finding[] {
  if (field !== 'loads[].shares.*' || number < 1.5) return [];
  const others = Object.values(loads[Number(/\[(\d+)\]/.exec(path)?.[1])].shares).filter(
    (one) => one > 0 && one !== number,
  );
  const sum = others.reduce((total, one) => total + one, 0);
  if (others.length === 0 || !others.every((one) => one < 1) || sum > 1.2) return [];
  const finding = relationFinding({
    path,
    value: number,
    unit: '1',
    other: 1,
    what: 'the other weights, which are fractions of',
    what_zh: '其他权重（均为小数）',
    usual: [0, 1],
  });
  return finding ? [finding] : [];
}

/** Energy over power of storage. */
function hours(value: ScenarioValue, { measures }: ResolvedScenario): Finding[] {
  const { path, field } = value;
  const measure = measures[at(value)];
  if (field !== 'measures[].add-storage.energy' || measure.type !== 'add-storage') return [];
  const duration = measure.energy / measure.power;
  const finding = Number.isFinite(duration) ? ownFinding(path, duration, QUANTITIES.storage_hours) : null;
  return finding ? [{ ...finding, en: `energy over power: ${finding.en}`, zh: `电量与功率之比：${finding.zh}` }] : [];
}
