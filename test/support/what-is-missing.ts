import { findChromium, NO_CHROMIUM } from '../app/browser.ts';

/** Says before and after the tests of a run which of them it cannot make. */
export default function whatIsMissing(): () => void {
  const say = (): void => {
    if (findChromium() === null) process.stderr.write(`\n${NO_CHROMIUM}\n`);
  };
  say();
  return say;
}
