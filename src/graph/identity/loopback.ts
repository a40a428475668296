import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/

/** True for `http://127.0.0.1:…` and the like. */
export const isLoopbackHttp = (address: string): boolean => {
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && LOOPBACK.test(hostname)
}

/**
 * MSAL accepts https authorities only. For an authority on the loopback interface it is shown an https address, and this
 * module carries its requests over http to the same loopback host; requests to any other host are refused.
 */
export const loopbackNetwork = (authority: string): { readonly shown: string; readonly network: INetworkModule } => {
  const { origin, host } = new URL(authority)
  const shownOrigin = `https://${host}`

  const exchange = async <T>(
    method: 'GET' | 'POST',
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> => {
    if (!url.startsWith(`${shownOrigin}/`)) throw new Error(`Refused to ask ${new URL(url).host} for a token`)
    const response = await fetch(origin + url.slice(shownOrigin.length), {
      method,
      ...(options?.headers ? { headers: options.headers } : {}),
      ...(options?.body ? { body: options.body } : {}),
    })
    // The OpenID metadata names http addresses; MSAL must see the same origin that it was shown.
    const text = (await response.text()).replaceAll(origin, shownOrigin)
    return { status: response.status, headers: Object.fromEntries(response.headers), body: JSON.parse(text) }
  }

  return {
    shown: shownOrigin + authority.slice(origin.length),
    network: {
      sendGetRequestAsync: (url, options) => exchange('GET', url, options),
      sendPostRequestAsync: (url, options) => exchange('POST', url, options),
    },
  }
}
