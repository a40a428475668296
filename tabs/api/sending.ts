/** How a request goes out: `fetch`, or something that behaves as it does. */
export type Transport = (url: string, init: RequestInit & { readonly headers: Headers }) => Promise<Response>

/**
 * `fetch` for a body whose sending takes a while, because `fetch` itself does not tell how far it is. `onProgress` is given the part of
 * the body that has left, 0 to 1; what the service then does with it takes its own time. Of the answer's headers it knows the request id.
 */
export const sending =
  (onProgress: (part: number) => void): Transport =>
  (url, { method = 'POST', headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      const stop = (): void => request.abort()
      request.open(method, url)
      headers.forEach((value, name) => {
        request.setRequestHeader(name, value)
      })
      request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
        if (lengthComputable && total > 0) onProgress(loaded / total)
      }
      request.onload = () => {
        const id = request.getResponseHeader('X-Request-Id')
        const { status, responseText } = request
        resolve(
          new Response(status === 204 ? null : responseText, { status, headers: id ? { 'X-Request-Id': id } : {} }),
        )
      }
      request.onerror = () => reject(new TypeError('the service was not reached'))
      request.onabort = () => reject(new DOMException('the person has stopped it', 'AbortError'))
      request.onloadend = () => signal?.removeEventListener('abort', stop)
      if (signal?.aborted) return reject(new DOMException('the person has stopped it', 'AbortError'))
      signal?.addEventListener('abort', stop)
      // Of what a request may carry, only a file is sent this way.
      request.send(body instanceof Blob ? body : null)
    })
