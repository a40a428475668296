/** Carries the answer of the consent window home; Microsoft's pages may cut the tie between a window and its opener. */
export const CONSENT_CHANNEL = 'gouvernail.consent'

/** Opens Microsoft's consent page in a window of its own. Resolves with the person's answer, however late it comes. */
export const askInWindow = (hint: string): Promise<boolean> =>
  new Promise((resolve) => {
    const channel = new BroadcastChannel(CONSENT_CHANNEL)
    channel.onmessage = ({ data }) => {
      channel.close()
      resolve(data === true)
    }
    window.open(`/auth-start.html?${new URLSearchParams({ hint })}`, CONSENT_CHANNEL, 'popup,width=560,height=680')
  })
