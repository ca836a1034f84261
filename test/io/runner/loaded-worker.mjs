// Tells what loaded it.
const loader = new Error('loaded').stack;

export default () => ({ failure: { message: loader, problems: null } });
