const LOOKS_EVERY_MS = 500
/** Read while the program is being loaded: who asks later may have lost it already. */
const parent = process.ppid

/**
 * A signal that `npm run <script>` gets ends npm and the shell between, which passes nothing on: what is left behind notices that its
 * parent has changed. A process that was started in another way may outlive its parent.
 */
export const whenOrphaned = (script: string, stop: () => void): void => {
  if (process.env.npm_lifecycle_event !== script) return
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    stop()
  }, LOOKS_EVERY_MS)
  looking.unref()
}
