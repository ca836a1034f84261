import type { Case, ExportGroups, Exports } from '../case/case.ts';
import { deriveCase } from '../case/derive-case.ts';
import type { DrawnInputs } from './drawn-inputs.ts';

/**
 * The case with drawn section limits, export acceptance and demand. Acceptance moves what a receiver takes and the
 * contract in it together, never above the rating; demand is the firm load, named loads keep their size; a forced
 * outage takes its share of a station's capacity all season. Two worlds that share `commonHash` still share it with the
 * same draw.
 */
export function varyCase(
  c: Case,
  drawn: Pick<DrawnInputs, 'sectionLimit' | 'exportAcceptance' | 'demand' | 'forcedOutage'>,
): Case {
  const { sectionLimit, exportAcceptance, demand, forcedOutage } = drawn;
  const isOut = forcedOutage.some((share) => share > 0);
  const content = { sectionLimit, exportAcceptance, demand, ...(isOut && { forcedOutage }) };
  return deriveCase(c, content, {
    sections: { ...c.sections, limit: c.sections.limit.map((mw, at) => mw * sectionLimit[Math.floor(at / c.hours)]) },
    exports: accepted(c, exportAcceptance),
    zones: { ...c.zones, load: c.zones.load.map((mw) => mw * demand) },
    ...(isOut && {
      stations: {
        ...c.stations,
        capacity: c.stations.capacity.map((mw, at) => mw * (1 - forcedOutage[Math.floor(at / c.hours)])),
      },
    }),
  });
}

function accepted({ exports, hours }: Case, factor: number): Exports {
  const [most, contract] = [exports.most.slice(), exports.contract.slice()];
  const { groups } = exports;
  for (let at = 0; at < most.length; at++) {
    // The lines of a group are held by what the group accepts.
    if ((groups?.of[Math.floor(at / hours)] ?? -1) >= 0) continue;
    most[at] = Math.min(most[at] * factor, Math.max(most[at], exports.rated[Math.floor(at / hours)]));
    contract[at] = Math.min(contract[at] * factor, most[at]);
  }
  if (!groups) return { ...exports, most, contract };
  const together = groups.most.map((mw, at) =>
    Math.min(mw * factor, Math.max(mw, ratedAt(exports, groups, Math.floor(at / hours), at % hours, hours))),
  );
  return {
    ...exports,
    most,
    contract,
    groups: {
      ...groups,
      most: together,
      contract: groups.contract.map((mw, at) => Math.min(mw * factor, together[at])),
    },
  };
}

/** What the lines of a group that are in service can carry, MW. */
const ratedAt = ({ most }: Exports, { of }: ExportGroups, group: number, t: number, hours: number): number =>
  of.reduce((sum, own, e) => (own === group ? sum + most[e * hours + t] : sum), 0);
