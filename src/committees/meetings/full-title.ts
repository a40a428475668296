/** A meeting where those of many bodies may stand: with its body, which most titles name already. */
export const fullTitle = (title: string, body: string): string => (title.includes(body) ? title : `${body}, ${title}`)

/** A meeting where its body stands beside it: without the body, which most titles begin with. */
export const ownTitle = (title: string, body: string): string => {
  if (!title.startsWith(`${body}, `)) return title
  const rest = title.slice(body.length + 2)
  return rest.slice(0, 1).toUpperCase() + rest.slice(1)
}
