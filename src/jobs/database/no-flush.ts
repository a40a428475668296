/**
 * As a table of a statement: the commit of that statement does not wait for the disk. Only for what leads up to an answer and may
 * be lost together with it. PostgreSQL's log is one sequence: the next commit that waits, the answer's own above all, takes
 * everything before it along, so that nothing is lost of which something later was acknowledged.
 */
export const NO_FLUSH = `(select set_config('synchronous_commit', 'off', true)) as no_flush`
