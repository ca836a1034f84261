import { csv, type PypsaFile } from './component-table.ts';
import { hourly, snapshotsOf, type Network } from './network.ts';

/** Sections with several members, by index: one with a single member limits its line. */
export const jointSections = ({ case: { sections } }: Network): number[] =>
  [...sections.ids.keys()].filter((s) => sections.memberSection.filter((section) => section === s).length > 1);

/** Joint limits beside the network, for a script to add: PyPSA itself reads neither file. */
export function sectionFiles(n: Network): PypsaFile[] {
  const joint = jointSections(n);
  if (joint.length === 0) return [];
  const { sections } = n.case;
  const limits = joint.map((s) => hourly(n, sections.limit, s));
  return [
    {
      name: 'sections-members.csv',
      text: csv([['section', 'link', 'coefficient'], ...joint.flatMap((s) => members(n, s))]),
    },
    {
      name: 'sections-limit.csv',
      text: csv([
        ['snapshot', ...joint.map((s) => sections.ids[s])],
        ...snapshotsOf(n).map((snapshot, t) => [snapshot, ...limits.map((limit) => limit[t])]),
      ]),
    },
  ];
}

/** A corridor counts by its net flow, an export by what it takes. */
function members({ case: { sections, corridors, exports } }: Network, section: number): (string | number)[][] {
  const rows: (string | number)[][] = [];
  sections.memberSection.forEach((s, m) => {
    if (s !== section) return;
    const [id, line, coefficient] = [sections.ids[s], sections.memberLine[m], sections.memberCoefficient[m]];
    if (line < corridors.ids.length)
      rows.push(
        [id, `forward ${corridors.ids[line]}`, coefficient],
        [id, `reverse ${corridors.ids[line]}`, -coefficient],
      );
    else rows.push([id, `export ${exports.ids[line - corridors.ids.length]}`, coefficient]);
  });
  return rows;
}
