import { checkLogs } from './graph-contract'

/** `tsx check-graph-log.ts FOLDER`: the verdict on the logs in a folder, as one JSON object. */
process.stdout.write(JSON.stringify(checkLogs(process.argv[2] ?? '')))
