import type { Row, TableName, Tables } from '../model/model.ts';
import { parseInstant } from '../words/calendar.ts';
import { problem, type Problem } from '../words/problem.ts';
import { rowPath } from '../model/table-keys.ts';

/** Lines, sections and exports that cannot be what they say. */
export const checkGrid = (tables: Tables, unread: ReadonlySet<TableName>): Problem[] => [
  ...tables.corridors.filter((r) => r.from !== undefined && r.from === r.to).map(corridorToItself),
  ...(unread.has('corridors') ? [] : disconnectedZones(tables)),
  ...(unread.has('section_members') ? [] : emptySections(tables)),
  ...tables.section_limits
    .filter((r) => notAfter(r.to, r.from))
    .map((r) => reversed('section_limits', r, 'to', r.to, r.from)),
  ...tables.exports
    .filter((r) => notAfter(r.retired, r.commissioned))
    .map((r) => reversed('exports', r, 'retired', r.retired, r.commissioned)),
  ...schedulesAboveRating(tables),
  ...groupProblems(tables),
  ...floorProblems(tables),
];

const corridorToItself = (r: Row<'corridors'>): Problem =>
  problem(
    'corridor-to-itself',
    rowPath('corridors', r, 'to'),
    r.to,
    'a zone other than "from"',
    `corridor "${r.id}" starts and ends in "${r.from}"`,
    'give it the zone at its other end',
  );

function disconnectedZones({ zones, corridors }: Tables): Problem[] {
  // A zone without its id is reported as that; what it is joined to cannot be told.
  if (zones.length < 2 || zones.some((zone) => zone.id === undefined)) return [];
  const reached = new Set([zones[0].id]);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (const { from, to } of corridors) {
      if (reached.has(from)) reached.add(to);
      else if (reached.has(to)) reached.add(from);
    }
  }
  return zones
    .filter((zone) => !reached.has(zone.id))
    .map((zone) =>
      problem(
        'zone-disconnected',
        rowPath('zones', zone, 'id'),
        zone.id,
        'joined to every other zone by corridors',
        `no chain of corridors joins "${zone.id}" to "${zones[0].id}"`,
        'add the corridor to corridors.csv (0 MW if it is out of use), or drop the zone',
      ),
    );
}

function emptySections({ sections, section_members }: Tables): Problem[] {
  const used = new Set(section_members.map((member) => member.section));
  return sections
    .filter((section) => section.id !== undefined && !used.has(section.id))
    .map((section) =>
      problem(
        'section-empty',
        rowPath('sections', section, 'id'),
        section.id,
        'at least one member',
        `section "${section.id}" limits nothing: it has no members`,
        'list its corridors or exports in section_members.csv, or drop the section',
      ),
    );
}

function schedulesAboveRating({ exports, export_schedule }: Tables): Problem[] {
  const rating = new Map(exports.map((line) => [line.id, line.rated_mw]));
  return export_schedule
    .filter((r) => r.mean_mw > (rating.get(r.export) ?? Infinity))
    .map((r) =>
      problem(
        'schedule-above-rating',
        rowPath('export_schedule', r, 'mean_mw'),
        r.mean_mw,
        `<= ${rating.get(r.export)} MW (rating)`,
        `the mean schedule of "${r.export}" exceeds what the line can carry`,
        'lower mean_mw here or correct rated_mw in exports.csv',
      ),
    );
}

/**
 * What a group sells counts as contract whichever of its lines carries it: that is one sum of money only where surplus
 * has one price. Its name stands among those of lines.
 */
function groupProblems({ exports }: Tables): Problem[] {
  const ids = new Set(exports.map((line) => line.id));
  return exports
    .filter((line) => line.group !== undefined)
    .flatMap((line) => {
      const first = exports.find((one) => one.group === line.group && one.surplus_yuan_per_mwh !== undefined) ?? line;
      const named = ids.has(line.group!)
        ? [
            problem(
              'group-named-as-line',
              rowPath('exports', line, 'group'),
              line.group,
              'a name that no line has',
              `"${line.group}" is a line as well as a group of lines`,
              'give the group another name',
            ),
          ]
        : [];
      if (line.surplus_yuan_per_mwh === undefined || line.surplus_yuan_per_mwh === first.surplus_yuan_per_mwh)
        return named;
      return [
        ...named,
        problem(
          'group-price',
          rowPath('exports', line, 'surplus_yuan_per_mwh'),
          line.surplus_yuan_per_mwh,
          `${first.surplus_yuan_per_mwh} yuan/MWh, as "${first.id}" has`,
          `lines of group "${line.group}" sell surplus at different prices`,
          'give the lines one price, or take this one out of the group',
        ),
      ];
    });
}

/** A floor of all units together must be one that they can give. */
function floorProblems({ thermal, thermal_floor }: Tables): Problem[] {
  if (
    thermal_floor.length === 0 ||
    thermal.some((unit) => unit.capacity_mw === undefined || unit.must_run_mw === undefined)
  )
    return [];
  const sharing = thermal.filter((unit) => unit.must_run_mw > 0);
  const most = sharing.reduce((sum, unit) => sum + unit.capacity_mw * (unit.availability ?? 1), 0);
  return thermal_floor
    .filter((row) => row.mean_mw > most)
    .map((row) =>
      problem(
        'floor-above-units',
        rowPath('thermal_floor', row, 'mean_mw'),
        row.mean_mw,
        `<= ${round(most)} MW`,
        'the units that share the floor, those with must_run_mw above 0 in thermal.csv, can give ' +
          `${round(most)} MW together`,
        'lower mean_mw, or give further units a must_run_mw',
      ),
    );
}

const round = (mw: number): number => Number(mw.toFixed(1));

function notAfter(later: string | undefined, earlier: string): boolean {
  if (later === undefined || earlier === undefined) return false;
  const [to, from] = [parseInstant(later), parseInstant(earlier)];
  return to !== null && from !== null && to <= from;
}

const reversed = (
  table: 'section_limits' | 'exports',
  row: object,
  column: string,
  value: string | undefined,
  start: string,
): Problem =>
  problem(
    'range-reversed',
    rowPath(table, row, column),
    value,
    `later than ${start}`,
    'the range ends before it starts',
    'exchange or correct the two dates',
  );
