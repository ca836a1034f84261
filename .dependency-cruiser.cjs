const rooms = ['system', 'engine', 'study', 'io', 'app'];
const forbidden = rooms.slice(0, -1).map((room, at) => ({
  name: `${room}-never-looks-up`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${rooms.slice(at + 1).join('|')})/` },
}));
module.exports = {
  forbidden: [
    ...forbidden,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nest-lives-in-app',
      severity: 'error',
      from: { path: '^src/(system|engine|study|io)/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'engine-has-no-io',
      severity: 'error',
      from: { path: '^src/(system|engine)/' },
      to: { path: '^(node:)?(fs|http|net|child_process|worker_threads)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
