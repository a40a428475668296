/** A meeting where those of many bodies may stand: with its body, which most titles name already. */
export const fullTitle = (title: string, body: string): string => (title.includes(body) ? title : `${body}, ${title}`)
