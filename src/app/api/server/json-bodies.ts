import type { FastifyInstance } from 'fastify';
import { repeatedKeys } from '../../../system/reading/repeated-keys.ts';
import { shapeOf, tooDeep } from '../../../system/words/nesting.ts';
import { InvalidInput, problem, type Problem } from '../../../system/words/problem.ts';

/** Blocks and lists of a body. A scenario at every limit of its schema has 25,000. */
const MOST_BLOCKS = 30_000;

/** After a body of so many characters is made into values, whoever waits is served before these are checked. */
const LARGE = 64_000;

/**
 * Looks at the shape of a JSON body before it is made into values: half a million brackets hold up the server for long,
 * whatever is done with them afterwards.
 */
export function readJsonBodies(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const faults = bodyFaults(body as string);
    if (faults.length > 0) done(new InvalidInput(faults), undefined);
    // It answers through its callback alone.
    else
      void parse(
        request,
        body as string,
        body.length > LARGE
          ? (error, value) => {
              setImmediate(done, error, value);
            }
          : done,
      );
  });
}

/** As `bodyFault`, and every key that stands twice: which of its values is meant nobody can say. */
function bodyFaults(json: string): Problem[] {
  const fault = bodyFault(json);
  return fault ? [fault] : repeatedKeys(json).map((one) => one.problem);
}

/** Why a body is not made into values at all; null where it is. */
export function bodyFault(json: string): Problem | null {
  const { deepAt, opened } = shapeOf(json);
  if (deepAt !== null) return tooDeep('');
  return opened > MOST_BLOCKS
    ? problem(
        'too-many-blocks',
        '',
        opened,
        `<= ${MOST_BLOCKS} blocks and lists`,
        'the body holds too many blocks and lists',
        'send fewer; refer to scenarios by id',
      )
    : null;
}
