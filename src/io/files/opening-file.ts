import { join } from 'node:path';
import { opening, type Opening } from '../../study/scenario/opening.ts';
import { checkInput } from '../../system/reading/check-input.ts';
import { invalid, valid, type Checked } from '../../system/words/problem.ts';
import { placed, shownPath, type Place } from './file-problems.ts';
import { readText } from './read-text.ts';
import { readYaml } from './yaml-text.ts';

/** The file of a scenario folder that is no scenario: it says what the program opens with. */
export const OPENING_FILE = 'default.yaml';

/** An opening and where each of its values stands in the file. */
export interface ReadOpening {
  readonly opening: Opening;
  readonly place: (keys: readonly PropertyKey[]) => Place;
}

/** What a scenario folder says that the program opens with, or every problem of the file, with line and column. */
export async function readOpening(folder: string): Promise<Checked<ReadOpening>> {
  const path = join(folder, OPENING_FILE);
  const file = shownPath(path);
  const read = await readText(path, 'file of what the program opens with');
  if (!read.ok) return read;
  const yaml = readYaml(read.value.text);
  if (!yaml.ok) return invalid(yaml.problems.map((found) => placed(found, { ...found, file })));
  const { data, position, problems } = yaml.value;
  const place = (keys: readonly PropertyKey[]): Place => ({ file, ...position(keys) });
  const checked = checkInput(opening, data);
  const own = checked.ok ? [] : checked.placed.map(({ problem, keys }) => placed(problem, place(keys)));
  const found = [...problems.map((one) => placed(one, { ...one, file })), ...own];
  return checked.ok && found.length === 0 ? valid({ opening: checked.value, place }) : invalid(found);
}
