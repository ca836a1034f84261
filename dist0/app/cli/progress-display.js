import { Presets, SingleBar } from 'cli-progress';
const LINE_EVERY_MS = 10_000;
/** Progress on stderr: a bar on a terminal, elsewhere a line now and then. Nothing shows for work that is over at once, unless a line is wanted `atOnce` and every second. */
export const progressDisplay = (stream = process.stderr, { atOnce = false } = {}) => (stream.isTTY ? bar(stream) : lines(stream, atOnce));
function bar(stream) {
    const shown = new SingleBar({ stream, format: '{bar} {percentage} %  {stage}  {eta_formatted} left', clearOnComplete: true, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic);
    let started = false;
    return {
        show: ({ fraction, stage }) => {
            if (!started)
                shown.start(1000, 0, { stage });
            started = true;
            shown.update(Math.round(1000 * fraction), { stage });
        },
        end: () => { if (started)
            shown.stop(); started = false; },
    };
}
function lines(stream, atOnce) {
    const begun = performance.now();
    const every = atOnce ? LINE_EVERY_MS / 10 : LINE_EVERY_MS;
    let last = atOnce ? begun - every : begun;
    return {
        show: ({ fraction, stage, done, total }) => {
            if (performance.now() - last < every)
                return;
            last = performance.now();
            const left = fraction > 0 ? `  about ${Math.ceil(((last - begun) * (1 - fraction)) / fraction / 1000)} s left` : '';
            stream.write(`${Math.round(100 * fraction)} %  ${stage} ${done}/${total}${left}\n`);
        },
        end: () => undefined,
    };
}
