/** teams-js fetches on import, and jsdom has no fetch: give it one that never answers from outside. */
globalThis.fetch ??= async () => new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } })
