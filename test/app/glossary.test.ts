import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inputWord } from '../../src/app/cli/text/code-words.ts';
import { namesIn } from '../../src/app/cli/session/with-names.ts';
import { LANGS, WORDS, type Lang } from '../../src/app/cli/text/words.ts';
import { en } from '../../src/app/dashboard/words-en.ts';
import { zh } from '../../src/app/dashboard/words-zh.ts';
import { GLOSSARY, OTHER_NAMES, type TermName } from '../../src/app/words/glossary.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { orThrow } from '../../src/system/words/problem.ts';

const PAGE: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { en, zh };
/** Where page and command line name the same thing: the key of either, and the term. */
const SAME: readonly (readonly [page: keyof typeof en, command: keyof (typeof WORDS)['en'], term: TermName])[] = [
  ['with_load', 'with', 'keptWorld'],
  ['without_load', 'without', 'removedWorld'],
  ['removed_energy', 'removed', 'removedEnergy'],
  ['curtailed_statistic', 'curtailed', 'curtailed'],
  ['outside', 'outside', 'outside'],
  ['absorb_forced_spill_gwh', 'forced', 'forcedSpill'],
  ['utilisation', 'utilisation', 'utilisationRate'],
  ['chart_disposition', 'disposition', 'removedEnergyUse'],
  ['absorb_storage_gwh', 'toStorage', 'moreStored'],
  ['absorb_head_and_routing_gwh', 'toHead', 'headAndRouting'],
  ['absorb_losses_gwh', 'toLosses', 'moreLosses'],
  ['cause_sections_gwh', 'sections', 'causeSections'],
  ['cause_exports_gwh', 'exports', 'causeExports'],
  ['cause_intraday_gwh', 'intraday', 'causeIntraday'],
  ['cause_storage_gwh', 'storage', 'causeStorage'],
  ['cause_surplus_gwh', 'surplus', 'surplus'],
  ['price', 'price', 'priceOfForesight'],
  ['trust_known', 'knownWater', 'knownWater'],
  ['trust_gap', 'gap', 'optimalityGap'],
  ['trust_water', 'water', 'waterResidual'],
  ['trust_energy', 'energy', 'energyResidual'],
  ['export_rule', 'exportRule', 'exportRule'],
  ['confidence_published', 'officially', 'published'],
  ['confidence_assumed', 'assumed', 'assumed'],
  ['package_hours', 'hours', 'utilisationHours'],
  ['package_generated', 'generatedMore', 'hydroMore'],
  ['quantity_peak_load', 'peak_load', 'peakLoad'],
];

const texts = (folder: string, wanted: RegExp): (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => wanted.test(name))
    .map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]);
/** What readers see, by where it stands. */
const READ = [
  ['README.md', readFileSync('README.md', 'utf8')] as const,
  ...texts('docs', /\.md$/),
  ...texts('src/app/dashboard', /^words-(?:en|zh)\.ts$/),
  ...texts('src/app/cli', /\.ts$/),
  ...texts('src/app/words', /^(?!glossary).*\.ts$/),
];

describe('one name for one thing', () => {
  test.each(SAME)('page %s, command %s: %s', (page, command, term) => {
    for (const lang of LANGS) {
      const [shown, printed] = [PAGE[lang][page].toLowerCase(), WORDS[lang][command].toLowerCase()];
      expect([shown, printed]).toEqual([GLOSSARY[term][lang], GLOSSARY[term][lang]].map((name) => name.toLowerCase()));
    }
  });

  test.each(OTHER_NAMES)('$found is called $instead wherever readers see it', ({ found }) => {
    const lines = READ.flatMap(([name, text]) =>
      text
        .split('\n')
        .flatMap((line, i) =>
          found.test(line) && !/^\s*(?:\/\/|\/?\*)/.test(line) ? [`${name}:${i + 1} ${line}`] : [],
        ),
    );
    expect(lines).toEqual([]);
  });

  test('README and method name the things that they explain by the terms', () => {
    const docs = READ.filter(([name]) => /\.md$/.test(name))
      .map(([, text]) => text)
      .join('\n')
      .toLowerCase();
    for (const term of [
      'section',
      'removedEnergy',
      'utilisationRate',
      'waterYear',
      'exportRule',
      'effectiveDraws',
      'surplus',
    ] as const)
      expect([term, docs.includes(GLOSSARY[term].en)]).toEqual([term, true]);
    expect(readFileSync('README.md', 'utf8')).toMatch(/section \(interface\)|sections \(interfaces\)/);
  });

  test('a thing of the model is shown by its name, an unknown one by its id', async () => {
    const model = orThrow(await cachedModels('models').model('two-plant-cascade'));
    const [english, chinese] = LANGS.map((lang) => namesIn(model, lang));
    expect([english.zone('city'), chinese.zone('city'), english.section('valley'), chinese.section('valley')]).toEqual([
      'City',
      '城市',
      'Valley section',
      '山谷断面',
    ]);
    expect(english.zone('elsewhere')).toBe('elsewhere');
    expect([inputWord('section_limit:Valley section', 'en'), inputWord('section_limit:山谷断面', 'zh')]).toEqual([
      'section limit: Valley section',
      '断面限额：山谷断面',
    ]);
  });
});
