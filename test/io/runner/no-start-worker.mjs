// Stands in for a thread that cannot start.
throw new Error('this module does not load');
