import { compact } from './compact-name.ts';
import { OTHER_TAIL } from './other-units.ts';

/** The head of a column: its name without spaces, and the unit that it states. */
export interface ColumnName {
  readonly name: string;
  readonly unit: string | null;
}

const IN_BRACKETS = /^([^()[\]]*)[([]([^()[\]]*)[)\]]$/;
/** What is left of m³/s where the code page has no ³: it says a flow only where the name of the column says so too. */
const LOST_UNITS = ['m?/s', 'm/s'];
const FLOW_UNITS = [
  ...LOST_UNITS,
  'm3/s',
  'm^3/s',
  'm3s-1',
  'm3s',
  '立方米/秒',
  '立方米每秒',
  '立方/秒',
  '方/秒',
  '个流量',
  'cms',
  'cumec',
  'cumecs',
];
const TAIL = /[/_,:-]?(m\^?3(?:_?per_?|\/)?s(?:ec(?:ond)?)?(?:-1)?|立方米?[/每]秒|cumecs?|cms)$/;

/** `流量(m³/s)`, `flow [m3/s]`, `flow_m3s` and `流量/（m³·s⁻¹）` as name and unit. */
export function columnName(cell: string): ColumnName {
  const text = compact(cell);
  const bracketed = IN_BRACKETS.exec(text);
  if (bracketed) return { name: trimmed(bracketed[1]), unit: bracketed[2] === '' ? null : bracketed[2] };
  const tail = TAIL.exec(text);
  if (tail && tail.index > 0) return { name: trimmed(text.slice(0, tail.index)), unit: tail[1] };
  const other = OTHER_TAIL.exec(text);
  return other && other.index > 0
    ? { name: trimmed(text.slice(0, other.index)), unit: other[1] ?? other[2] }
    : { name: trimmed(text), unit: null };
}

const trimmed = (name: string): string => name.replace(/[/_,:]+$/, '').replaceAll('_', '');

export const isFlowUnit = (unit: string): boolean => FLOW_UNITS.includes(inSymbols(unit));
export const isLostUnit = (unit: string): boolean => LOST_UNITS.includes(inSymbols(unit));
/** `m3_per_sec` as `m3/s` */
const inSymbols = (unit: string): string =>
  compact(unit)
    .replace(/_?per_?/, '/')
    .replace(/(?<=3\/)sec(?:ond)?$/, 's');
