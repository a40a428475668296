/**
 * The subset of Markdown that Teams draws in card texts: bold, italic, links and lists. Everything else is shown as typed; the
 * text is escaped first, so that nothing a person wrote becomes markup.
 */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const ESCAPE = /\\([\\`*_{}[\]()#+\-.!~|<>&])/g
/** Backslash escapes are set aside as private-use characters while the markers are read. */
const hide = (text: string): string =>
  text.replace(ESCAPE, (_, mark: string) => String.fromCharCode(0xe000 + mark.charCodeAt(0)))
const reveal = (text: string): string =>
  text.replace(/[\ue000-\ue07f]/g, (mark) => escaped(String.fromCharCode(mark.charCodeAt(0) - 0xe000)))

const inline = (text: string): string =>
  text
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^\w])_([^_]+?)_(?!\w)/g, '$1<em>$2</em>')
    .replace(/(^|[^\w*])\*([^*\s][^*]*?)\*(?![\w*])/g, '$1<em>$2</em>')
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>')

export const markdownToHtml = (text: string): string => {
  const lines = escaped(hide(text)).split(/\r?\n/)
  const html: string[] = []
  let inList = false
  for (const line of lines) {
    const item = /^\s*[-*]\s+(.*)$/.exec(line)?.[1]
    if (inList && item === undefined) html.push('</ul>')
    if (!inList && item !== undefined) html.push('<ul>')
    inList = item !== undefined
    html.push(item === undefined ? `<p>${inline(line)}</p>` : `<li>${inline(item)}</li>`)
  }
  if (inList) html.push('</ul>')
  return reveal(html.join(''))
}
