import type { Answer } from './answer.ts';
import { writeOut } from './write-out.ts';

/** The answer, its document written to a file first where one is named. */
export async function written(made: Promise<Answer>, out: string | undefined): Promise<Answer> {
  const answer = await made;
  if (out === undefined || answer.exitCode !== 0) return answer;
  await writeOut(out, `${JSON.stringify(answer.document, null, 2)}\n`);
  return answer;
}
